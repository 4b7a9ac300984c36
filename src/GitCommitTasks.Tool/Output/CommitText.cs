namespace GitCommitTasks.Tool.Output;

/// <summary>A commit in words, like git's: <c>[main 1a2b3c4] subject</c> and a line a file.</summary>
internal static class CommitText
{
    private const string Branches = "refs/heads/";

    public static void Say(CommitResult result, bool dryRun, Voice voice)
    {
        if (result.Outcome == CommitOutcome.Committed)
            voice.Say($"[{Place(result)} {result.Commit![..7]}] {result.Subject}");
        else if (result.Outcome == CommitOutcome.NothingToCommit)
            voice.Say(result.Files.Count > 0 ? "would commit" : dryRun ? "nothing would be committed" : "nothing to commit");
        foreach (var file in result.Files)
            voice.Say($" {Letter(file.Status)} {Ink.Name(file.Path)}");
    }

    private static string Place(CommitResult result) => result switch
    {
        { Branch: "HEAD" } => "detached HEAD",
        { Parent: null } => $"{Short(result.Branch!)} (root-commit)",
        _ => Short(result.Branch!),
    };

    private static string Short(string branch) => branch.StartsWith(Branches, StringComparison.Ordinal) ? branch[Branches.Length..] : branch;

    /// <summary>The letters of <c>git diff --name-status</c>; git knows no letter for a mode alone and says M.</summary>
    private static char Letter(FileChange change) => change switch
    {
        FileChange.Added => 'A',
        FileChange.Deleted => 'D',
        FileChange.TypeChanged => 'T',
        _ => 'M',
    };
}
