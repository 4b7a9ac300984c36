using CsCheck;

namespace GitCommitTasks.Differential;

/// <summary>A repository that chance has made: settings, attributes, a first commit, then edits and staging, and a scope.</summary>
/// <param name="Settings">Lines for <c>git config</c>, before all else.</param>
/// <param name="Attributes">Lines of <c>.gitattributes</c>.</param>
/// <param name="Committed">What is in the first commit.</param>
/// <param name="Steps">What happens afterwards, in order.</param>
/// <param name="Scope">The paths to commit.</param>
internal sealed record RandomState(
    IReadOnlyList<string> Settings, IReadOnlyList<string> Attributes, IReadOnlyList<RandomStep> Committed, IReadOnlyList<RandomStep> Steps, IReadOnlyList<string> Scope)
{
    /// <summary>Few names, so that they meet. None is below another: a file in the place of a directory is a documented difference.</summary>
    private static readonly string[] Paths = ["a", "b", "d/a", "d/b", "d/e/a", "d.x", "e/a"];

    private static readonly string[] Scopes = [.. Paths, "d", "d/e", "e", "."];

    private static readonly string[] SettingLines =
        ["core.autocrlf true", "core.autocrlf input", "core.eol crlf", "core.fileMode false", "core.symlinks false", "core.trustctime false", "core.ignoreCase true"];

    private static readonly string[] AttributeLines =
        ["* text", "* text=auto", "* -text", "a eol=crlf", "b eol=lf", "d/** text eol=crlf", "d/* ident", "* binary", "e/* filter=absent"];

    private static readonly Gen<IReadOnlyList<RandomStep>> GenSteps =
        Gen.Select(Gen.Enum<RandomStepKind>(), Gen.Int[0, Paths.Length - 1].Select(i => Paths[i]), Gen.Int[0, 5], (kind, path, content) => new RandomStep(kind, path, content))
            .Array[0, 8].Select(s => (IReadOnlyList<RandomStep>)s);

    /// <summary>Any state.</summary>
    public static Gen<RandomState> Any { get; } = Gen.Select(
        Gen.Int[0, SettingLines.Length - 1].Select(i => SettingLines[i]).Array[0, 2],
        Gen.Int[0, AttributeLines.Length - 1].Select(i => AttributeLines[i]).Array[0, 2],
        GenSteps,
        GenSteps,
        Gen.Int[0, Scopes.Length - 1].Select(i => Scopes[i]).Array[1, 3],
        (settings, attributes, committed, steps, scope) => new RandomState(settings, attributes, committed, steps, scope));

    /// <summary>The same as a scenario.</summary>
    public Scenario ToScenario()
    {
        IEnumerable<string> lines =
        [
            .. Settings.Select(s => $"git config {s}"),
            .. Attributes.Select(a => $"echo '{a}' >> .gitattributes"),
            // A directory that is empty is a documented difference.
            "w README first; w d/keep 1; w d/e/keep 1; w e/keep 1",
            .. Committed.Where(s => s.Kind is RandomStepKind.Write or RandomStepKind.Link or RandomStepKind.MakeExecutable or RandomStepKind.Remove).Select(s => s.Script),
            "git add -A; git commit -qm base",
            .. Steps.Select(s => s.Script),
        ];
        // What nobody has added is a documented difference.
        return new Scenario("by chance", string.Join('\n', lines), [.. Scope]) { IsAddedFirst = true };
    }
}
