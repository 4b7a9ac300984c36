namespace GitCommitTasks.Differential;

/// <summary>One way to commit with us: a front end on an engine.</summary>
/// <param name="Name"><see cref="CommandLine"/> or <see cref="Task"/>.</param>
/// <param name="Engine">The value of <c>GIT_SCOPED_ENGINE</c>: <c>auto</c> for libgit2 where that suffices, <c>git</c> for git alone.</param>
public sealed record FrontEnd(string Name, string Engine)
{
    public const string CommandLine = "command line", Task = "task";

    /// <summary>A real build; takes seconds.</summary>
    public static readonly FrontEnd Build = new("dotnet msbuild", "auto");

    /// <summary>The ways in which a scenario is committed: with <see cref="RunSize.HasAllPairs"/> all there are, else two that show each front end and each engine.</summary>
    public static IReadOnlyList<FrontEnd> For(Scenario scenario)
    {
        // The task has no options.
        if (scenario.Options.Length > 0)
            return [new(CommandLine, "auto"), new(CommandLine, "git")];
        FrontEnd[] some = [new(CommandLine, "auto"), new(Task, "git")], others = [new(Task, "auto"), new(CommandLine, "git")];
        if (RunSize.HasAllPairs)
            return [.. some, .. others];
        return scenario.Name.Sum(c => c) % 2 == 0 ? some : others;
    }

    public override string ToString() => $"{Name}, engine {Engine}";
}
