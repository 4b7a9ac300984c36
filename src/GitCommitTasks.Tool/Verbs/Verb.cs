using System.CommandLine;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary>One verb of the command line: its options, and a mapping from them to a call of the library and from its answer to text, JSON and exit code.</summary>
internal abstract class Verb : Command
{
    /// <param name="name">The verb.</param>
    /// <param name="description">What it does, one sentence.</param>
    /// <param name="example">A complete command line.</param>
    /// <param name="signals">What cancels it.</param>
    protected Verb(string name, string description, string example, Signals signals)
        : base(name, description)
    {
        Example = example;
        Signals = signals;
        SetAction(words =>
        {
            var voice = new Voice(words.GetValue(CommonOptions.Json), words.GetValue(CommonOptions.Verbose), IsNonBlocking(words));
            var code = Run(words, CommonOptions.DirectoryOf(words), voice);
            // Done, but nobody was told: not a failure, after which nothing would have been committed. The code of 'run' and 'lock run' is COMMAND's.
            return code == ExitCode.Done && voice.IsOutputLost && Name != "run" && !IsNonBlocking(words) ? ExitCode.NeedsLook : code;
        });
    }

    /// <summary>A complete command line, for the help.</summary>
    public string Example { get; }

    /// <summary>Where SIGINT and SIGTERM arrive.</summary>
    protected Signals Signals { get; }

    /// <summary>Whether failures are warnings.</summary>
    protected virtual bool IsNonBlocking(ParseResult words) => false;

    /// <summary>Does it, and returns the exit code.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="directory">Absolute path of the directory that relative paths begin at.</param>
    /// <param name="voice">Says what is to be said.</param>
    protected abstract int Run(ParseResult words, string directory, Voice voice);
}
