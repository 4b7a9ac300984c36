using System.Buffers;
using System.Text;
using System.Text.Json;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A JSON weave beside a plain model of HEAD and disk: what the weave says of these is checked at every step.</summary>
internal sealed class JsonSharedFile
{
    private JsonWeave weave;

    public JsonSharedFile(byte[]? head)
    {
        weave = JsonWeave.TryOf(head).ShouldNotBeNull("the file is regular");
        (Head, Disk) = (head, head);
        Check();
    }

    public JsonSharedFile(string? head)
        : this(head is null ? null : Encoding.UTF8.GetBytes(head))
    {
    }

    public byte[]? Head { get; private set; }

    public byte[]? Disk { get; private set; }

    public IReadOnlyList<JsonChanges> Changes => weave.Changes;

    public void Edit(string? owner, byte[]? disk, bool? isObserved = null)
    {
        Disk = disk;
        weave.TryCapture(disk, owner, isObserved ?? owner is not null).ShouldBeTrue("the file is regular");
        Check();
    }

    public void Edit(string? owner, string old, string @new)
    {
        var text = Encoding.UTF8.GetString(Disk!);
        text.ShouldContain(old);
        Edit(owner, Encoding.UTF8.GetBytes(text.Replace(old, @new, StringComparison.Ordinal)));
    }

    public JsonComposition Compose(string? owner)
    {
        var composed = weave.ComposedFor(owner);
        if (composed.Content is not null)
            JsonStyle.TryDetect(composed.Content).ShouldNotBeNull("what is composed is a regular document");
        if (!weave.HasChangeOf(owner))
            composed.Content.ShouldBe(Head, "who changed nothing commits nothing");
        return composed;
    }

    public string? Text(string? owner) => Compose(owner).Content is { } content ? Encoding.UTF8.GetString(content) : null;

    public JsonComposition Commit(string? owner)
    {
        var composed = Compose(owner);
        Head = composed.Content;
        weave.Committed(owner);
        Check();
        weave.HasChangeOf(owner).ShouldBeFalse("it is committed");
        return composed;
    }

    public void Reset(byte[]? to)
    {
        Head = to;
        weave.TryRehead(to).ShouldBeTrue("the file is regular");
        Check();
    }

    /// <summary>The disk goes back to HEAD and forth again, seen by nobody.</summary>
    public void StashAndPop()
    {
        var stashed = Disk;
        Edit(null, Head, isObserved: false);
        Edit(null, stashed, isObserved: false);
    }

    /// <summary>Goes on with what a store would give back.</summary>
    public void Store()
    {
        var stored = Stored();
        using var document = JsonDocument.Parse(stored, new JsonDocumentOptions { MaxDepth = JsonWeave.MaxStoredDepth });
        weave = JsonWeave.Read(document.RootElement);
        Stored().ShouldBe(stored, "what is read is what was written");
        Check();
    }

    public void Forget(int most)
    {
        weave.Forget(most);
        Check();
    }

    public byte[] Stored()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            weave.Write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private void Check()
    {
        if (!(weave.Disk ?? []).AsSpan().SequenceEqual(Disk))
            Encoding.UTF8.GetString(weave.Disk ?? []).ShouldBe(Encoding.UTF8.GetString(Disk ?? []), "the disk");
        if (!(weave.Head ?? []).AsSpan().SequenceEqual(Head))
            Encoding.UTF8.GetString(weave.Head ?? []).ShouldBe(Encoding.UTF8.GetString(Head ?? []), "HEAD");
    }
}
