using System.CommandLine;
using System.CommandLine.Parsing;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>The options about the lock and the error log, and the <see cref="LockSettings"/> they make.</summary>
internal sealed class LockingOptions
{
    private readonly Option<TimeSpan?> timeout = Span("--lock-timeout", "SECONDS", TimeSpan.FromSeconds(1), "How long to wait for the lock; 0 tries once. Default 60.");
    private readonly Option<TimeSpan?> staleAfter = Span("--stale-after", "MINUTES", TimeSpan.FromMinutes(1), "The age from which the lock of an unknown holder is stale. Default 5.");
    private readonly Option<int> retries = new("--retries") { HelpName = "N", Description = "How often to wait again after a time-out, keeping the place in the queue, and to repeat a commit whose finding that mends. Default 0.", CustomParser = Count };
    private readonly Option<string?> lockFile = new("--lock-file") { HelpName = "PATH", Description = "The lock's visible record, relative to the top of the working tree." };
    private readonly Option<bool> noLock = new("--no-lock");
    private readonly Option<string?> errorLog = new("--error-log") { HelpName = "PATH", Description = "The JSON error log, relative to the top of the working tree." };
    private readonly Option<string?> task = new("--task") { HelpName = "ID", Description = "An id for the lock's record and the error log." };
    private readonly Option<string?> session = new("--session") { HelpName = "ID", Description = "Another one." };
    private readonly Option<bool> nonBlocking = new("--non-blocking") { Description = "Failures become warnings, and the exit code 0." };
    private readonly bool waits;

    /// <param name="waits">Whether the verb waits for the lock; one that does not has fewer options.</param>
    /// <param name="opensWindows">Whether it opens edit windows, which exclude each other without the lock, too.</param>
    public LockingOptions(bool waits, bool opensWindows = false)
    {
        this.waits = waits;
        noLock.Description = opensWindows ? "Take no commit lock. Edit windows exclude each other all the same; --lock-timeout 0 does not wait for them." : "Take no lock.";
    }

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in waits ? (Option[])[timeout, retries, staleAfter, lockFile, noLock, errorLog, task, session, nonBlocking] : [staleAfter, lockFile, errorLog])
            verb.Options.Add(option);
    }

    /// <summary>Whether the lock is to be taken.</summary>
    public bool IsEnabled(ParseResult words) => !words.GetValue(noLock);

    /// <summary>Whether failures are to be warnings.</summary>
    public bool IsNonBlocking(ParseResult words) => waits && words.GetValue(nonBlocking);

    /// <summary>The settings as given; what was not is null.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="command">What the holder does, for the record: the verb alone, because words carry secrets.</param>
    public LockSettings Settings(ParseResult words, string command) => new()
    {
        Timeout = waits ? words.GetValue(timeout) : null,
        Retries = waits ? words.GetValue(retries) : 0,
        StaleAfter = words.GetValue(staleAfter),
        LockFile = words.GetValue(lockFile),
        ErrorLog = words.GetValue(errorLog),
        Task = waits ? words.GetValue(task) : null,
        Session = waits ? words.GetValue(session) : null,
        Command = command,
    };

    private static Option<TimeSpan?> Span(string name, string unitName, TimeSpan unit, string description) => new(name)
    {
        HelpName = unitName,
        Description = description,
        CustomParser = result =>
        {
            if (NumberText.Span(result.Tokens[0].Value, unit) is { } span)
                return span;
            result.AddError($"'{name}' needs {NumberText.SpanWanted}, not '{result.Tokens[0].Value}'");
            return null;
        },
    };

    private static int Count(ArgumentResult result)
    {
        if (NumberText.Count(result.Tokens[0].Value) is { } count)
            return count;
        result.AddError($"'--retries' needs {NumberText.CountWanted}, not '{result.Tokens[0].Value}'");
        return 0;
    }
}
