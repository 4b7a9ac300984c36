using System.Text;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Git;

/// <summary>A repository's objects of any format, read by <c>git cat-file --batch</c> and written by <c>git hash-object -w</c>.</summary>
/// <remarks>One process for all reading and one for each kind that is written, started when first needed and ended by <see cref="Dispose"/>.
/// Flushed to the disk and shared with other users as git is configured to. What a partial clone lacks is fetched by git, unless that is switched off. Safe to use from several threads.</remarks>
/// <param name="program">Git.</param>
/// <param name="need">What needs git, for the error.</param>
/// <param name="format">How the objects are named.</param>
/// <param name="scoped">Where content lies while git reads it.</param>
internal sealed class PlumbedObjects(GitProgram program, string need, ObjectFormat format, ScopedDirectory scoped) : IObjectStore, IDisposable
{
    /// <summary>With these git fetches nothing: the first is known to git 2.45 and to the security releases since 2.39.4, the second to all.</summary>
    private static readonly Dictionary<string, string?> NoFetching = new() { ["GIT_NO_LAZY_FETCH"] = "1", ["GIT_ALLOW_PROTOCOL"] = "none" };

    private readonly Lock gate = new();
    private readonly Dictionary<ObjectKind, GitConversation> writers = [];
    private GitConversation? reader;

    /// <summary>Whether git fetches what a partial clone lacks; else it counts as missing.</summary>
    public bool Fetches { get; init; } = true;

    /// <inheritdoc/>
    public ObjectFormat Format => format;

    /// <inheritdoc/>
    public byte[] Read(Oid id, ObjectKind kind) => TryRead(id, kind) ?? throw ObjectStore.Missing(id, kind);

    /// <inheritdoc/>
    public byte[]? TryRead(Oid id, ObjectKind kind)
    {
        lock (gate)
        {
            try
            {
                return Ask(id, kind);
            }
            catch (DiagnosedException) when (!Fetches)
            {
                // Git may die of what it must not fetch (promisor-remote.c, promisor_remote_get_direct). Another object is asked for anew.
                reader?.Dispose();
                reader = null;
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public Oid Write(ObjectKind kind, byte[] content)
    {
        scoped.Create();
        var temporary = scoped.NewTemporaryPath();
        try
        {
            AtomicFile.Write(temporary, content, durable: false);
            lock (gate)
            {
                var writer = WriterOf(kind);
                writer.SayLine(Quote(temporary));
                return Oid.Parse(writer.HearLine());
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Ends the processes. Safe to call again.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var writer in writers.Values)
                writer.Dispose();
            writers.Clear();
            reader?.Dispose();
            reader = null;
        }
    }

    private byte[]? Ask(Oid id, ObjectKind kind)
    {
        reader ??= program.Converse(new GitCall(need, "cat-file", "--batch") { Environment = Fetches ? new Dictionary<string, string?>() : NoFetching });
        reader.SayLine(id.Hex);
        // "<id> SP <kind> SP <size>", then the content and a line end; "<id> missing" (git-cat-file(1), BATCH OUTPUT).
        if (reader.HearLine().Split(' ') is not [_, var found, var size])
            return null;
        var content = reader.Hear(int.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
        reader.Hear(1);
        return found == NameOf(kind) ? content : null;
    }

    private GitConversation WriterOf(ObjectKind kind)
    {
        if (!writers.TryGetValue(kind, out var writer))
        {
            // Literally: a tree keeps entries that git would not write today, byte for byte.
            writers[kind] = writer = program.Converse(new GitCall(
                need, "hash-object", "-w", "--literally", "--no-filters", "-t", NameOf(kind), "--stdin-paths"));
        }

        return writer;
    }

    /// <summary>As git quotes a path for a line (quote.c, <c>unquote_c_style</c>).</summary>
    private static string Quote(string path)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in path)
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", _ => c.ToString() });
        return quoted.Append('"').ToString();
    }

    private static string NameOf(ObjectKind kind) => kind.ToString().ToLowerInvariant();
}
