using System.CommandLine;
using System.CommandLine.Parsing;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>commit -m MSG PATH…</c>: one scoped commit.</summary>
internal sealed class CommitVerb : Verb
{
    private readonly MessageOptions message = new();
    private readonly PathOptions paths = new();
    private readonly LockingOptions locking = new(waits: true);
    private readonly Option<string?> owner = OwnerOption.Of("Whom the commit is for; without it, what is unattributed.");
    private readonly Option<string?> author = new("--author") { HelpName = "'NAME <EMAIL>'", Description = "The author, in the place of the configured one; without '<' a pattern that finds one in the history." };
    private readonly Option<string?> date = new("--date") { HelpName = "DATE", Description = "The author's date, in any form that git takes." };
    private readonly Option<bool> noVerify = new("--no-verify", "-n") { Description = "Skip the hooks pre-commit and commit-msg." };
    private readonly Option<string?> sign = new("--gpg-sign", "-S") { HelpName = "KEY", Description = "Sign; the key must be attached (-SKEY).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> noSign = new("--no-gpg-sign") { Description = "Do not sign, whatever is configured." };
    private readonly Option<bool> allowEmpty = new("--allow-empty") { Description = "Commit even when nothing has changed." };
    private readonly Option<bool> force = new("--force", "-f") { Description = "Take ignored files too." };
    private readonly Option<string?> expectBranch = new("--expect-branch") { HelpName = "NAME", Description = "Refuse unless this branch is checked out." };
    private readonly Option<Isolation> isolation = new("--isolation")
    {
        HelpName = "changes|files",
        Description = "What is taken of a file that several owners changed: the owner's changes, or the file as it is. Default changes.",
        CustomParser = result =>
        {
            if (result.Tokens[0].Value is "changes" or "files")
                return result.Tokens[0].Value == "files" ? Isolation.Files : Isolation.Changes;
            result.AddError($"'--isolation' is 'changes' or 'files', not '{result.Tokens[0].Value}'");
            return default;
        },
    };

    private readonly Option<bool> refuseEntangled = new("--refuse-entangled") { Description = "Refuse when another owner's changes cannot be told apart, or would go with a whole file." };
    private readonly Option<bool> strict = new("--strict") { Description = "Exit with 4 when the validation finds something." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Do everything but the commit, and say what it would hold." };

    public CommitVerb(Signals signals)
        : base(
            "commit",
            "Commits exactly the named files, and every change below the named directories, whatever else is staged or being committed.",
            "git scoped commit --owner task-307 -m \"task 307: report\" -- specs/reports/307.md",
            signals)
    {
        message.AddTo(this);
        paths.AddTo(this);
        foreach (var option in (Option[])[owner, author, date, noVerify, sign, noSign, allowEmpty, force, expectBranch, isolation, refuseEntangled, strict, dryRun])
            Options.Add(option);
        locking.AddTo(this);
    }

    protected override bool IsNonBlocking(ParseResult words) => locking.IsNonBlocking(words);

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        if (message.ReadsInput(words) && paths.ReadsInput(words))
            throw new UsageException("the message and the paths cannot both come from stdin", Name);
        var diagnostics = new DiagnosticBag(voice.Report);
        // A read cannot be cancelled, and nothing has begun: a signal just ends it.
        Signals.HandTo(_ => Environment.Exit(Cancelled(voice)));
        var request = Request(words, directory, voice) with
        {
            MessageBytes = message.TryRead(words, directory, diagnostics) ?? [],
            Paths = paths.TryRead(words, directory, diagnostics) ?? [],
        };
        Signals.HandTo(null);
        var result = diagnostics.HasErrors
            ? new CommitReport(request).Ended(CommitOutcome.Refused, diagnostics)
            : ScopedCommit.Run(request, voice.Report, cancellation: Signals.Token);
        CommitText.Say(result, words.GetValue(dryRun), voice);
        voice.Write(CommitJson.Of(result, voice), json => json.CommitJson);
        return ExitCode.Of(result, words.GetValue(strict), IsNonBlocking(words));
    }

    private static int Cancelled(Voice voice)
    {
        var cancelled = Catalog.Cancelled.With("Nothing was committed.");
        voice.Report(cancelled);
        voice.Write(new Refusal("cancelled", [cancelled]), json => json.Refusal);
        return ExitCode.Cancelled;
    }

    private CommitRequest Request(ParseResult words, string directory, Voice voice) => new()
    {
        Directory = directory,
        Paths = [],
        Message = "",
        Fields = message.Fields(words),
        Trailers = message.Trailers(words),
        Owner = words.GetValue(owner),
        Author = words.GetValue(author),
        Date = words.GetValue(date),
        NoVerify = words.GetValue(noVerify),
        Cleanup = message.Cleanup(words),
        Sign = IsSigned(words),
        SigningKey = words.GetValue(sign),
        AllowEmpty = words.GetValue(allowEmpty),
        Force = words.GetValue(force),
        DryRun = words.GetValue(dryRun),
        ExpectBranch = words.GetValue(expectBranch),
        Isolation = words.GetValue(isolation),
        RefuseEntangled = words.GetValue(refuseEntangled),
        OnOutput = voice.Pass,
        LockEnabled = locking.IsEnabled(words),
        Lock = locking.Settings(words, "git-scoped commit"),
    };

    /// <summary>Of <c>-S</c> and <c>--no-gpg-sign</c> the last one counts, as for git.</summary>
    private bool? IsSigned(ParseResult words) => words.Tokens
        .Where(t => t.Type == TokenType.Option && (t.Value == sign.Name || t.Value == noSign.Name))
        .Select(t => (bool?)(t.Value == sign.Name)).LastOrDefault();
}
