namespace GitCommitTasks.Differential;

/// <summary>One way to commit with us: a front end on an engine.</summary>
/// <param name="Name"><c>command line</c> or <c>task</c>.</param>
/// <param name="Engine">The value of <c>GIT_SCOPED_ENGINE</c>; null to leave the choice to us.</param>
public sealed record FrontEnd(string Name, string? Engine)
{
    private static readonly string?[] Engines = [null];

    /// <summary>All ways there are.</summary>
    public static IReadOnlyList<FrontEnd> All { get; } = [.. Engines.SelectMany(e => (FrontEnd[])[new("command line", e), new("task", e)])];

    /// <summary>Whether it can be asked for what the scenario asks for.</summary>
    public bool Serves(Scenario scenario) => Name == "command line" || scenario.Options.Length == 0;

    public override string ToString() => Engine is null ? Name : $"{Name}, engine {Engine}";
}
