using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.CommandLine;

[Trait("Category", "Slow")]
public sealed class StatusVerbSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public StatusVerbSpecs()
    {
        repository.Write("TODO.md", "one\ntwo\nthree\n");
        repository.Write("gone.txt", "gone\n");
        repository.Git("add", ".");
        repository.Git("commit", "--quiet", "-m", "base");
        Edit("task-306", "TODO.md", "one\ntwo, revised\nthree\n");
        Edit("task-307", "TODO.md", "one\ntwo, revised\nthree\nfour\n");
        repository.Write("TODO.md", "one\ntwo, revised\nthree\nfour\na person's\n");
    }

    [Fact]
    public void it_says_who_wrote_what_and_who_is_editing()
    {
        File.Delete(repository["gone.txt"]);
        File.WriteAllBytes(repository["logo.bin"], [0, 1, 2]);
        repository.Scoped("edit", "begin", "--owner", "task-308", "README.md", "later.txt").ExitCode.ShouldBe(0);
        repository.Write("README.md", "first\nhalf a li");

        var text = repository.Scoped("status").StandardOutput;

        text.ShouldMatch("""
            ^the commit lock is free

            edit windows
              task-308
                open for \d+ s, lease ends in 9 min \d+ s
                README.md
                later.txt

            uncommitted changes
              README.md
                task-308            \+1
              TODO.md
                task-306            \+1    -1
                task-307            \+1
                \(unattributed\)      \+1
              gone.txt
                \(unattributed\)            -1
              logo.bin
                \(unattributed\)  the whole file
            $
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void it_shows_the_lines_when_asked()
    {
        var text = repository.Scoped("status", "--lines", "TODO.md").StandardOutput;

        text.ShouldEndWith("""
                  task-306       - two
                  task-306       + two, revised
                  task-307       + four
                  (unattributed) + a person's

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void its_json_holds_exactly_what_the_interface_says()
    {
        repository.Scoped("edit", "begin", "--owner", "task-308", "README.md").ExitCode.ShouldBe(0);

        var json = repository.Scoped("status", "--json").Json().ShouldHold("lock", "windows", "files");
        var window = json.GetProperty("windows")[0].ShouldHold("owner", "paths", "openedAt", "expiresAt");
        (window.Text("owner"), window.Texts("paths").Single()).ShouldBe(("task-308", "README.md"));
        var span = window.GetProperty("expiresAt").GetDateTimeOffset() - window.GetProperty("openedAt").GetDateTimeOffset();
        span.ShouldBe(TimeSpan.FromMinutes(10));
        var file = json.GetProperty("files").EnumerateArray().Single().ShouldHold("path", "owners");
        file.Text("path").ShouldBe("TODO.md");
        file.GetProperty("owners").EnumerateArray().Select(o => (o.ShouldHold("owner", "added", "deleted").Text("owner"), o.GetProperty("added").GetInt32(), o.GetProperty("deleted").GetInt32()))
            .ShouldBe([("task-306", 1, 1), ("task-307", 1, 0), (null, 1, 0)]);
        var lines = repository.Scoped("status", "--json", "--lines").Json().GetProperty("files")[0].ShouldHold("path", "owners", "lines").GetProperty("lines");
        lines.EnumerateArray().Select(l => (l.ShouldHold("owner", "change", "text").Text("owner"), l.Text("change"), l.Text("text")))
            .ShouldBe([("task-306", "deleted", "two"), ("task-306", "added", "two, revised"), ("task-307", "added", "four"), (null, "added", "a person's")]);
    }

    /// <summary>Braces and commas are nobody's; a value that is replaced is a line deleted and one added. What a commit says it left out is counted alike.</summary>
    [Fact]
    public void of_a_JSON_file_it_tells_the_values_as_the_commits_do()
    {
        repository.GitCommit(("state.json", "{\n  \"plan\": 1,\n  \"results\": {}\n}\n"));
        Edit("task-306", "state.json", "{\n  \"plan\": 2,\n  \"results\": {}\n}\n");
        Edit("task-307", "state.json", "{\n  \"plan\": 2,\n  \"results\": {\n    \"307\": \"passed\"\n  }\n}\n");

        var file = repository.Scoped("status", "--json", "--lines", "state.json").Json().GetProperty("files")[0];
        var commit = repository.Scoped("commit", "--json", "--owner", "task-307", "-m", "x", "state.json").Json();

        file.GetProperty("owners").EnumerateArray().Select(o => (o.Text("owner"), o.GetProperty("added").GetInt32(), o.GetProperty("deleted").GetInt32()))
            .ShouldBe([("task-306", 1, 1), ("task-307", 1, 0)]);
        file.GetProperty("lines").EnumerateArray().Select(l => (l.Text("owner"), l.Text("change"), l.Text("text"))).ShouldBe(
            [("task-306", "deleted", "  \"plan\": 1"), ("task-306", "added", "  \"plan\": 2"), ("task-307", "added", "    \"307\": \"passed\"")]);
        var left = commit.GetProperty("isolation").GetProperty("leftOut")[0];
        (left.Text("owner"), left.GetProperty("lines").GetInt32()).ShouldBe(("task-306", 2));
        repository.Git("show", "HEAD:state.json").ShouldContain("\"plan\": 1,\n  \"results\": {\n    \"307\": \"passed\"");
    }

    [Fact]
    public void paths_narrow_it_down_and_unknown_ones_are_no_failure()
    {
        Paths("TODO.md").ShouldBe(["TODO.md"]);
        Paths("README.md", "nowhere.txt").ShouldBeEmpty();
        repository.Scoped("status", "README.md").StandardOutput.ShouldBe("the commit lock is free\n\nnothing is uncommitted\n");
        var outside = repository.Scoped("status", "--json", "../elsewhere");
        (outside.ExitCode, outside.Codes().Single(), outside.Json().Text("outcome")).ShouldBe((1, "GCT2003", "refused"));
    }

    [Fact]
    public void looking_changes_nothing()
    {
        var before = State();

        repository.Scoped("status", "--lines").ExitCode.ShouldBe(0);

        State().ShouldBe(before);
        Directory.Exists(Path.Combine(repository.GitDirectory, "scoped", "paths")).ShouldBeTrue("there was something to be changed");
    }

    [Fact]
    public void what_cannot_be_committed_is_a_warning_and_the_rest_is_shown()
    {
        repository.Write(".gitattributes", "*.psd filter=lfs\n");
        repository.Write("a.psd", "x\n");
        repository.Git("config", "filter.lfs.clean", "false");
        repository.Git("config", "filter.lfs.required", "true");

        var result = repository.Scoped("status", "--json");

        (result.ExitCode, result.StandardError.Split(':')[1]).ShouldBe((0, " warning GCT2011"));
        result.Json().GetProperty("files").EnumerateArray().Select(f => f.Text("path")).ShouldBe([".gitattributes", "TODO.md"]);
    }

    [Fact]
    public async Task in_a_pipe_it_is_plain_and_fits_80_columns()
    {
        using var holder = ContenderProcess.Start("hold", repository.GitDirectory, "--owner", "an-owner-with-a-name-of-thirty-six-letters");
        (await holder.Says()).ShouldBe("held");
        repository.Scoped("edit", "begin", "--owner", "0f8fad5b-d9cb-469f-a165-70867728950e", "README.md").ExitCode.ShouldBe(0);
        repository.Write("README.md", "\e[31mred\n");

        var text = repository.Scoped("status", "--lines").StandardOutput;

        text.ShouldNotContain('\e');
        text.Split('\n').ShouldAllBe(line => line.Length <= 80);
        text.ShouldContain("an-owner-with-a-name-of-thirty-six-letters");
    }

    [Theory]
    [InlineData("xterm", "", true)]
    [InlineData("xterm", "1", false)]
    [InlineData("dumb", "", false)]
    public async Task in_a_terminal_it_has_colours_unless_they_are_not_wanted(string terminal, string noColor, bool coloured)
    {
        var said = await SaidInTerminal(terminal, noColor);

        said.ShouldContain(l => l.Contains("two, revised", StringComparison.Ordinal));
        said.Any(l => l.Contains("\e[32m", StringComparison.Ordinal)).ShouldBe(coloured);
    }

    [Theory]
    [InlineData('o', 1)]
    [InlineData('\u6f22', 2)]
    [InlineData('\u0301', 0)]
    public async Task in_a_terminal_of_80_columns_long_names_and_lines_are_cut(char character, int cells)
    {
        var (owner, line) = (new string(character, 100) + new string('n', 80), new string(character, 100) + new string('l', 80));
        repository.Scoped("run", "--owner", owner, "--scope", "TODO.md", "--", "sh", "-c", $"echo '{line}' >> TODO.md").ExitCode.ShouldBe(0);

        var said = await SaidInTerminal("dumb", "");

        said.ShouldContain(l => l.StartsWith($"    {character}{character}", StringComparison.Ordinal) && l.Contains('…'));
        said.ShouldContain(l => l.Contains($"+ {character}{character}", StringComparison.Ordinal) && l.TrimEnd().EndsWith('…'));
        said.Max(l => l.TrimEnd().Sum(c => c == character ? cells : 1)).ShouldBeInRange(78, 80, "as much as fits");
    }

    [Fact]
    public void that_a_file_could_not_be_looked_at_is_said_and_not_that_nothing_is_uncommitted()
    {
        repository.Git("config", "filter.broken.clean", "false");
        repository.Git("config", "filter.broken.required", "true");
        repository.Write(".git/info/attributes", "README.md filter=broken\n");
        repository.Write("README.md", "changed\n");

        var text = repository.Scoped("status", "README.md");
        var json = repository.Scoped("status", "--json", "README.md").Json();

        (text.ExitCode, text.Codes().Single()).ShouldBe((0, "GCT2011"));
        text.StandardError.ShouldContain("warning GCT2011");
        text.StandardOutput.ShouldNotContain("nothing is uncommitted");
        text.StandardOutput.ShouldContain("not all files could be looked at");
        json.ShouldHold("lock", "windows", "files", "diagnostics").GetProperty("diagnostics")[0].Text("code").ShouldBe("GCT2011");
        repository.Write(".git/info/attributes", "");
        repository.Git("checkout", "--", "README.md");
        repository.Scoped("status", "README.md").StandardOutput.ShouldContain("nothing is uncommitted");
        repository.Scoped("status", "--json", "README.md").Json().ShouldHold("lock", "windows", "files");
    }

    public void Dispose() => repository.Dispose();

    private async Task<List<string>> SaidInTerminal(string terminal, string noColor)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) of util-linux makes a terminal");
        var command = $"stty cols 80; exec dotnet '{ScopedTool.Program}' status --lines";
        using var script = ContenderProcess.StartProgram("env",
            ["-i", "-C", repository.Top, .. repository.Environment.Select(e => $"{e.Key}={e.Value}"), $"TERM={terminal}", $"NO_COLOR={noColor}", "script", "-qec", command, "/dev/null"]);
        var said = new List<string>();
        while (await script.Says() is { } line)
            said.Add(line);
        (await script.Ended()).ShouldBe(0);
        return said;
    }

    private void Edit(string owner, string path, string content)
    {
        repository.Scoped("edit", "begin", "--owner", owner, path).ExitCode.ShouldBe(0);
        repository.Write(path, content);
        repository.Scoped("edit", "end", "--owner", owner).ExitCode.ShouldBe(0);
    }

    private string?[] Paths(params string[] given) =>
        [.. repository.Scoped(["status", "--json", .. given]).Json().GetProperty("files").EnumerateArray().Select(f => f.Text("path"))];

    /// <summary>Everything in the git directory but objects, with its content.</summary>
    private Dictionary<string, string> State() => Directory.EnumerateFiles(repository.GitDirectory, "*", SearchOption.AllDirectories)
        .Where(f => !f.StartsWith(Path.Combine(repository.GitDirectory, "objects"), StringComparison.Ordinal))
        .ToDictionary(f => f, f => Convert.ToHexString(File.ReadAllBytes(f)));
}
