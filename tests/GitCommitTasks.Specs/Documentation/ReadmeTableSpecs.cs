using System.Text.RegularExpressions;
using CliWrap.Buffered;

namespace GitCommitTasks.Specs.Documentation;

/// <summary>The README's tables name what is there, all of it and nothing else.</summary>
public sealed partial class ReadmeTableSpecs : IDisposable
{
    private static readonly string Readme = File.ReadAllText(SourceTree.Path("README.md"));

    private readonly TemporaryRepository repository = new();

    [Fact]
    public void every_property_and_item_of_the_targets_is_named_and_no_other()
    {
        var targets = File.ReadAllText(SourceTree.Path("GitCommitTasks.targets"));

        Names(Readme).ShouldBe(Names(targets), ignoreOrder: true);
    }

    [Fact]
    public void every_verb_is_named_and_no_other()
    {
        var named = VerbRow().Matches(Readme).Select(m => m.Groups[1].Value).ToList();
        string[] groups = ["edit", "lock"];
        var top = Verbs();
        groups.ShouldBeSubsetOf(top);

        named.ShouldBe([.. top.Except(groups), .. groups.SelectMany(g => Verbs(g).Select(v => $"{g} {v}"))], ignoreOrder: true);
    }

    [Theory]
    [InlineData("scoped.lockTimeout", "GIT_SCOPED_LOCK_TIMEOUT")]
    [InlineData("scoped.staleAfter", "GIT_SCOPED_STALE_AFTER")]
    public async Task a_setting_that_the_README_names_is_read(string configuration, string variable)
    {
        Readme.ShouldContain($"`{configuration}`");
        Readme.ShouldContain($"`{variable}`");
        repository.Write("a.txt", "a\n");
        repository.Git("config", configuration, "soon");

        repository.Scoped("commit", "-m", "x", "a.txt").StandardError.ShouldContain($"GCT9010: the setting {configuration} has the value 'soon'");
        var asked = await repository.ScopedCommand("commit", "-m", "x", "a.txt").WithEnvironmentVariables(e => e.Set(variable, "later"))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        asked.StandardError.ShouldContain($"GCT9010: the setting {variable} has the value 'later'", customMessage: "whoever has the say is named");
    }

    public void Dispose() => repository.Dispose();

    private static string[] Names(string text) => [.. Name().Matches(text).Select(m => m.Value).Distinct()];

    /// <summary>The verbs that the help lists.</summary>
    private List<string> Verbs(params string[] verb)
    {
        var help = repository.Scoped([.. verb, "--help"]).StandardOutput.ReplaceLineEndings("\n");
        return [.. HelpRow().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex(@"[$@]\(ScopedCommit\w+\)")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| `((?:(?:edit|lock) )?[a-z]+)[^`]*` \|", RegexOptions.Multiline)]
    private static partial Regex VerbRow();

    [GeneratedRegex(@"^  ([a-z]+)\b", RegexOptions.Multiline)]
    private static partial Regex HelpRow();
}
