using System.Text;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>A commit object: what is read of one, and how one is written.</summary>
/// <param name="Tree">Its tree.</param>
/// <param name="Parents">Its parents, the first one first.</param>
/// <param name="CommitterTime">When it was committed, UTC.</param>
/// <param name="Subject">The first paragraph of the message on one line; in the encoding it says it is in, bytes that are none show as U+FFFD.</param>
internal sealed record CommitObject(Oid Tree, IReadOnlyList<Oid> Parents, DateTimeOffset CommitterTime, string Subject)
{
    /// <summary>The commit <paramref name="id"/>, or null when there is none.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public static CommitObject? TryRead(IObjectStore objects, Oid id) =>
        objects.TryRead(id, ObjectKind.Commit) is { } content ? Parse(content) : null;

    /// <summary>The commit <paramref name="id"/>.</summary>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    public static CommitObject Read(IObjectStore objects, Oid id) => Parse(objects.Read(id, ObjectKind.Commit));

    /// <summary>Writes a commit and returns its id. No signature.</summary>
    /// <param name="objects">Where to.</param>
    /// <param name="tree">Its tree.</param>
    /// <param name="parent">Its parent, or null for the first commit of a branch.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="committer">Who commits it.</param>
    /// <param name="message">Under UTF-8, bytes that are none are replaced as git replaces them.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public static Oid Write(IObjectStore objects, Oid tree, Oid? parent, Signature author, Signature committer, StoredMessage message)
    {
        var content = new StringBuilder();
        content.Append("tree ").Append(tree.Hex).Append('\n');
        if (parent is { } p)
            content.Append("parent ").Append(p.Hex).Append('\n');
        content.Append("author ").Append(author).Append('\n');
        content.Append("committer ").Append(committer).Append('\n');
        if (message.Encoding is not null)
            content.Append("encoding ").Append(message.Encoding).Append('\n');
        content.Append('\n');
        byte[] all = [.. Encoding.UTF8.GetBytes(content.ToString()), .. message.Bytes];
        return objects.Write(ObjectKind.Commit, message.Encoding is null ? CommitEncoding.Conformed(all) : all);
    }

    private static CommitObject Parse(byte[] content)
    {
        var end = content.AsSpan().IndexOf("\n\n"u8);
        var header = Encoding.Latin1.GetString(content, 0, end < 0 ? content.Length : end).Split('\n');
        const string encoding = "encoding ";
        var subject = StoredMessage.SubjectOf(
            end < 0 ? [] : content.AsSpan(end + 2), header.FirstOrDefault(l => l.StartsWith(encoding, StringComparison.Ordinal))?[encoding.Length..]);
        Oid IdAfter(string line) => Oid.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return new CommitObject(
            IdAfter(header.First(l => l.StartsWith("tree ", StringComparison.Ordinal))),
            [.. header.Where(l => l.StartsWith("parent ", StringComparison.Ordinal)).Select(IdAfter)],
            Signature.TimeOf(header.FirstOrDefault(l => l.StartsWith("committer ", StringComparison.Ordinal)) ?? string.Empty),
            subject);
    }
}
