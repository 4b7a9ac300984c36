using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>Which steps git itself does in a repository, each with what needs it (as a subject, for errors); null where the step is done in process.</summary>
/// <remarks>Found in the configuration alone: a repository that needs nothing special pays no process for it.</remarks>
/// <param name="Format">How its objects are named.</param>
/// <param name="Objects">Reading and writing objects, when libgit2 cannot.</param>
/// <param name="Missing">Fetching objects that are not stored here: a partial clone.</param>
/// <param name="Rules">Attributes, ignore rules, names of revisions, conditional configuration: all for which libgit2 must open the repository. Git then
/// checks in its place that it knows the format and trusts the owner.</param>
/// <param name="Refs">Reading and moving refs.</param>
internal sealed record EngineChoice(ObjectFormat Format, string? Objects, string? Missing, string? Rules, string? Refs)
{
    /// <summary>Where <c>scoped.engine</c> may come from besides the configuration.</summary>
    public const string Variable = "GIT_SCOPED_ENGINE", Setting = "scoped.engine";

    /// <summary>Whether what refs there are can be seen in files.</summary>
    public bool RefsAreFiles { get; private init; } = true;

    /// <summary>Extensions that change nothing for a commit.</summary>
    private static readonly string[] Harmless = ["extensions.noop", "extensions.worktreeconfig", "extensions.preciousobjects"];

    /// <summary>What libgit2 reads for itself, from files only.</summary>
    private static readonly string[] ReadByLibGit2 =
        ["core.excludesfile", "core.attributesfile", "core.ignorecase"];

    private static readonly EngineChoice InProcess = new(ObjectFormat.Sha1, null, null, null, null);

    /// <summary>The choice for a repository, or null after reporting GCT9010: the setting is neither <c>auto</c> nor <c>git</c>.</summary>
    public static EngineChoice? Find(GitConfiguration configuration, IReadOnlyDictionary<string, string> environment, DiagnosticBag diagnostics)
    {
        var setting = environment.GetValueOrDefault(Variable) is { Length: > 0 } given ? given : configuration[Setting] ?? "auto";
        if (setting is not ("auto" or "git"))
        {
            diagnostics.Report(Catalog.SettingInvalid.With(Setting, setting, "give auto or git"));
            return null;
        }

        var choice = setting == "git" ? InProcess.WithAll($"the setting {Setting}=git") : InProcess;
        if (configuration["core.repositoryformatversion"] is { } version and not ("0" or "1"))
            choice = choice.WithAll($"repository format version {version}");
        foreach (var name in configuration.NamesUnder("extensions."))
            choice = choice.With(name, configuration[name]!);
        foreach (var (name, _) in GitConfigurationEnvironment.Entries(environment))
        {
            if (ReadByLibGit2.Contains(name, StringComparer.OrdinalIgnoreCase))
                choice = choice with { Rules = choice.Rules ?? $"{name} by git -c or GIT_CONFIG_COUNT" };
        }

        // Git marks a partial clone by its remote; the extension is of older versions (promisor-remote.c).
        if (configuration.NamesUnder("remote.").FirstOrDefault(n => n.EndsWith(".promisor", StringComparison.OrdinalIgnoreCase) && configuration.Is(n, otherwise: false)) is { } promisor)
            choice = choice with { Missing = choice.Missing ?? $"{promisor}=true" };
        if (configuration["core.sharedrepository"] is { } shared && SharedPermissions.Parse(shared) is not null)
            choice = choice with { Objects = choice.Objects ?? $"core.sharedRepository={shared}", Refs = choice.Refs ?? $"core.sharedRepository={shared}" };
        return choice;
    }

    private EngineChoice With(string name, string value)
    {
        var need = $"{name}={value}";
        return name.ToLowerInvariant() switch
        {
            "extensions.objectformat" when ObjectFormat.TryParse(value) is { } format => format == ObjectFormat.Sha1
                ? this
                : this with { Format = format, Objects = Objects ?? need, Rules = Rules ?? need },
            "extensions.refstorage" when value.Equals("files", StringComparison.OrdinalIgnoreCase) => this,
            "extensions.refstorage" => this with { RefsAreFiles = false, Refs = Refs ?? need, Rules = Rules ?? need },
            "extensions.partialclone" => this with { Missing = need, Rules = Rules ?? need },
            "extensions.relativeworktrees" => this with { Rules = Rules ?? need },
            var known when Harmless.Contains(known) => this,
            _ => WithAll(need),
        };
    }

    private EngineChoice WithAll(string need) =>
        this with { Objects = Objects ?? need, Rules = Rules ?? need, Refs = Refs ?? need };
}
