using System.Text;
using GitCommitTasks.Git;
using GitCommitTasks.Refs;

namespace GitCommitTasks;

/// <summary>What a commit takes of a file that several owners have changed.</summary>
public enum Isolation
{
    /// <summary>The changes that belong to the committing owner. While no edit windows are recorded, that is the file as it is on disk.</summary>
    Changes,

    /// <summary>The file as it is on disk, whoever changed it. Other owners who have uncommitted changes in it are named.</summary>
    Files,
}

/// <summary>One scoped commit that is asked for.</summary>
public sealed record CommitRequest
{
    /// <summary>Absolute path of a directory in the working tree; <see cref="Paths"/> are relative to it.</summary>
    public required string Directory { get; init; }

    /// <summary>The scope: literal paths of files, or of directories with every change below them. No globs.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The message; <c>{name}</c> is filled from <see cref="Fields"/>.</summary>
    public required string Message { get; init; }

    /// <summary>The message as bytes, in the place of <see cref="Message"/>: kept as they are, where <see cref="Message"/> is UTF-8 and ends in a line end.</summary>
    public ReadOnlyMemory<byte>? MessageBytes { get; init; }

    /// <summary>How the message is cleaned: <c>strip</c>, <c>whitespace</c>, <c>verbatim</c>, <c>scissors</c> or <c>default</c>, as for <c>git commit --cleanup</c>; null: as <c>commit.cleanup</c> says.</summary>
    public string? Cleanup { get; init; }

    /// <summary>Values for the message's placeholders. With none, braces are literal.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Trailers for the end of the message, <c>Key: value</c> or <c>Key=value</c>; git itself adds them, as <c>trailer.*</c> says.</summary>
    public IReadOnlyList<string> Trailers { get; init; } = [];

    /// <summary>Whom the commit is for; null for what is unattributed.</summary>
    public string? Owner { get; init; }

    /// <summary><c>Name &lt;email&gt;</c> in the place of the configured author; without <c>&gt;</c>, a pattern that finds an author in the history, as for git.</summary>
    public string? Author { get; init; }

    /// <summary>The author's date, in any form that git takes for <c>--date</c>.</summary>
    public string? Date { get; init; }

    /// <summary>Skips <c>pre-commit</c> and <c>commit-msg</c>.</summary>
    public bool NoVerify { get; init; }

    /// <summary>Whether to sign; null: as <c>commit.gpgSign</c> says.</summary>
    public bool? Sign { get; init; }

    /// <summary>The key to sign with; null: as <c>user.signingKey</c> says. Without <see cref="Sign"/> it asks for nothing.</summary>
    public string? SigningKey { get; init; }

    /// <summary>Commits even when nothing has changed.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Takes ignored files too.</summary>
    public bool Force { get; init; }

    /// <summary>Does everything but the commit, and says what it would hold.</summary>
    public bool DryRun { get; init; }

    /// <summary>The branch that must be checked out, as <c>main</c> or <c>refs/heads/main</c>; null for any.</summary>
    public string? ExpectBranch { get; init; }

    /// <summary>What is taken of a file that several owners have changed.</summary>
    public Isolation Isolation { get; init; }

    /// <summary>Refuses a commit in which another owner's changes could not be told apart or would go with a whole file, in the place of naming them.</summary>
    public bool RefuseEntangled { get; init; }

    /// <summary>When the owner began to edit: a named file that is unchanged although it was committed since then is a warning (GCT4002). Null: unknown.</summary>
    public DateTimeOffset? EditedSince { get; init; }

    /// <summary>The tip when the owner began to edit, where it was seen: exact, where <see cref="EditedSince"/> has the grain of commit times.</summary>
    internal BranchTip? TipBeforeEdit { get; init; }

    /// <summary>Whether the lock is taken. Without it the commit relies on compare-and-swap alone.</summary>
    public bool LockEnabled { get; init; } = true;

    /// <summary>How the lock is waited for and what is recorded.</summary>
    public LockSettings Lock { get; init; } = new();

    /// <summary>The environment variables that git would see; null for those of the process.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Told each line that hooks and filters write, as it comes, on a thread of its own; null to hear of it only when one fails.</summary>
    public Action<string>? OnOutput { get; init; }

    /// <summary>Leaves what is unattributed alone, also in files in which the owner has no recorded change.</summary>
    internal bool OwnChangesOnly { get; init; }

    /// <summary>The parts of the message as git would have them from the command line: what is given as text ends in a line end (builtin/commit.c, <c>opt_parse_m</c>).</summary>
    internal MessageParts MessageParts => new(
        MessageBytes ?? Encoding.UTF8.GetBytes(Message.Length == 0 || Message.EndsWith('\n') ? Message : Message + "\n"), Fields, Trailers, Cleanup);

    /// <summary>Called at each step, for tests that stop or die there.</summary>
    internal Action<CommitStep>? AtStep { get; init; }
}

/// <summary>The places in the pipeline where a test can stop or kill a commit.</summary>
internal enum CommitStep
{
    Prepared,
    LockAcquired,
    JournalWritten,
    IndexLocked,
    IndexPrepared,
    RefsLocked,
    RefSwapped,
    IndexPublished,
    JournalRemoved,
    LockReleased,
}
