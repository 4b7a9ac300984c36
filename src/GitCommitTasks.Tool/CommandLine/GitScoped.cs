using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Tool.Output;
using GitCommitTasks.Tool.Verbs;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>The command line <c>git scoped</c>: its verbs, and one run of it from words to exit code.</summary>
internal static class GitScoped
{
    /// <summary>Response files are off: <c>-m @x</c> is a message. Bundled and attached values are resolved by <see cref="Words"/>.</summary>
    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>The signals are ours (see <see cref="Signals"/>), and so are failures.</summary>
    private static readonly InvocationConfiguration Invoking = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    /// <summary>Runs what the words say.</summary>
    /// <returns>One of <see cref="ExitCode"/>, or a command's own.</returns>
    public static int Run(IReadOnlyList<string> given)
    {
        using var signals = new Signals();
        try
        {
            var root = Root(signals);
            var parsed = root.Parse(Words.Normalize(root, given), Parser);
            return parsed.Action is null or ParseErrorAction
                ? throw new UsageException(parsed.Errors.Count > 0 ? parsed.Errors[0].Message : "no verb was given", VerbOf(parsed))
                : parsed.Invoke(Invoking);
        }
        catch (UsageException e)
        {
            return Refuse(Voice.For(given), Catalog.Usage.With($"{e.Message.TrimEnd('.')}. See 'git scoped {e.Verb}-h'."), Voice.IsHook(given) ? ExitCode.Failed : ExitCode.Usage);
        }
        catch (Exception e)
        {
            // Nothing that is known ends here. Whoever reads the JSON must get it all the same, and the text must be good for a bug report.
            return Refuse(Voice.For(given), Catalog.EnvironmentFailure.With("git scoped", e.ToString().ReplaceLineEndings(" | "), "Please report this."), ExitCode.Failed);
        }
    }

    /// <summary>Not a <see cref="RootCommand"/>: that brings directives, so that <c>[suggest]</c> would be no path, <c>/h</c>, and texts from resources that each run would load.</summary>
    private static Command Root(Signals signals) => new("git-scoped", "Commits exactly the named files of a working tree that others write at the same time.")
    {
        CommonOptions.Directory,
        CommonOptions.Json,
        CommonOptions.Verbose,
        CommonOptions.Version,
        CommonOptions.Help,
        new CommitVerb(signals),
        new RunVerb(signals),
        new Command("edit", "Opens and closes an edit window from two processes, as the hooks around an agent's tools are.") { new EditBeginVerb(signals), new EditEndVerb(signals) },
        new ValidateVerb(signals),
        new StatusVerb(signals),
        new Command("lock", "Shows, holds or breaks the commit lock.") { new LockStatusVerb(signals), new LockRunVerb(signals), new LockBreakVerb(signals) },
        new RepairVerb(signals),
    };

    /// <summary>The verb whose options or operands are wrong; null when none was given.</summary>
    private static string? VerbOf(ParseResult parsed)
    {
        List<string> verb = [];
        for (var at = parsed.CommandResult; at.Parent is CommandResult parent; at = parent)
            verb.Insert(0, at.Command.Name);
        return verb.Count == 0 ? null : string.Join(' ', verb);
    }

    private static int Refuse(Voice voice, Diagnostic diagnostic, int code)
    {
        voice.Report(diagnostic);
        voice.Write(new Refusal("refused", [diagnostic]), json => json.Refusal);
        return code;
    }
}
