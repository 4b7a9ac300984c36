using System.Text.RegularExpressions;

namespace GitCommitTasks.Specs;

/// <summary>The shape of the code: arrows point one way, and some things are done in one place only.</summary>
public sealed partial class ArchitectureSpecs
{
    private static readonly string[] BaseFolders = ["Objects", "Files", "Diagnostics", "Plumbing", "Scope"];

    private static readonly string[] MiddleFolders = ["Locking", "Ownership", "Trees", "Refs", "Index", "Git", "Journaling"];

    /// <summary>What code must not say, where, why, and an example that the pattern finds.</summary>
    private static readonly Ban[] Bans =
    [
        new("LibGit2Sharp in the lock", @"\bLibGit2Sharp\b", f => f.Folder is "Locking" or "Diagnostics",
            "a lock and a report must work where the repository cannot be opened", "using LibGit2Sharp;"),
        new("MSBuild in Core", @"\bMicrosoft\.Build\b", f => f.IsCore, "the library has no front end", "using Microsoft.Build.Framework;"),
        new("the console in Core", @"\bConsole\.", f => f.IsCore, "the library has no front end", "Console.WriteLine(1);"),
        new("the system clock", @"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bStopwatch\b|\bEnvironment\.TickCount", _ => true,
            "time comes from TimeProvider, so that specs have a manual clock", "var now = DateTimeOffset.UtcNow;"),
        new("sleeping", @"\bThread\.Sleep\b", _ => true, "wait for the event, not for a while", "Thread.Sleep(1);"),
        new("the current directory", @"\bEnvironment\.CurrentDirectory\b|\bDirectory\.SetCurrentDirectory\b", _ => true,
            "MSBuild builds several projects in one process; paths are absolute", "var top = Environment.CurrentDirectory;"),
        new("the current directory in Core", @"\bDirectory\.GetCurrentDirectory\b", f => f.IsCore,
            "what the current directory means is the front end's business", "Directory.GetCurrentDirectory()"),
        new("catching everything", @"\bcatch\s*\{|\bcatch\s*\(\s*(System\.)?Exception\b[^)]*\)(?!\s*when\b)", f => f.IsCore,
            "a catch says who throws and why going on is right", "catch (Exception e) { }"),
        new("processes of others", @"\bProcess\.GetProcess|\bLibC\.Kill\b|""/proc\b",
            f => f.Path != "GitCommitTasks.Core/Locking/ProcessIdentity.cs", "one file asks the system about processes", "LibC.Kill(pid, 0)"),
        new("git in the lock", @"\bPlumbing\b", f => f.Folder is "Locking" or "Diagnostics" or "Files" or "Objects" or "Scope",
            "a lock and a report must work where there is no git", "using GitCommitTasks.Plumbing;"),
        new("the whole operation in a part of it", @"\bScopedCommit\b", f => f.Folder.Length > 0, "the root joins the folders, not the reverse", "ScopedCommit.Run()"),
    ];

    public static TheoryData<string> BanNames => [.. Bans.Select(b => b.Name)];

    public static TheoryData<string> LowerFolders => [.. BaseFolders, .. MiddleFolders];

    [Theory]
    [MemberData(nameof(BanNames))]
    public void nobody_does_what_is_banned(string name)
    {
        var ban = Bans.Single(b => b.Name == name);
        Regex pattern = new(ban.Pattern);

        pattern.IsMatch(ban.Example).ShouldBeTrue("the pattern finds what it is for");
        SourceFile.All.Where(ban.Applies).SelectMany(f => f.Find(pattern)).ShouldBeEmpty(ban.Reason);
    }

    [Theory]
    [InlineData("catch (IOException) { }", false)]
    [InlineData("catch (Exception e) when (e is IOException) { }", false)]
    [InlineData("catch { }", true)]
    [InlineData("catch\n        {\n        }", true)]
    [InlineData("catch (Exception)\n{", true)]
    public void catching_everything_is_told_from_catching_something(string code, bool banned)
    {
        Regex.IsMatch(code, Bans.Single(b => b.Name == "catching everything").Pattern).ShouldBe(banned);
    }

    [Theory]
    [MemberData(nameof(LowerFolders))]
    public void the_middle_folders_are_seen_by_the_root_only(string folder)
    {
        // A qualified name may leave out GitCommitTasks; 'Index' and 'Git' are also names of properties, so these are looked for in full.
        var foreign = MiddleFolders.Where(m => m != folder).ToArray();
        var plain = foreign.Where(m => m is not ("Index" or "Git" or "Trees" or "Refs"));
        Regex pattern = new($@"\bGitCommitTasks\.({string.Join('|', foreign)})\b|(?<![\w.])({string.Join('|', plain)})\.[A-Z]\w*");

        foreach (var name in foreign)
            pattern.IsMatch($"using GitCommitTasks.{name};").ShouldBeTrue("the pattern finds what it is for");
        SourceFile.All.Where(f => f.Folder == folder).SelectMany(f => f.Find(pattern))
            .ShouldBeEmpty("arrows point one way, and only the root files of Core join the middle folders");
    }

    [Fact]
    public void every_folder_of_Core_is_a_base_folder_or_a_middle_one()
    {
        SourceFile.All.Select(f => f.Folder).Distinct().Except([.. BaseFolders, .. MiddleFolders, ""])
            .ShouldBeEmpty("a new folder needs its place in the order");
    }

    [Fact]
    public void a_namespace_is_a_folder()
    {
        var astray = SourceFile.All.Where(f => f.IsCore && Namespace().Match(f.Code) is { Success: true } found
            && found.Groups[1].Value != (f.Folder.Length == 0 ? "GitCommitTasks" : "GitCommitTasks." + f.Folder));

        astray.Select(f => f.Path).ShouldBeEmpty("the rules go by folders, the compiler by namespaces");
        SourceFile.All.SelectMany(f => f.Find(GlobalUsing())).ShouldBeEmpty("a using for all files hides who sees whom");
    }

    [Fact]
    public void front_ends_reference_the_library_only_and_the_library_nobody()
    {
        foreach (var project in Directory.GetFiles(SourceTree.Path("src"), "*.csproj", SearchOption.AllDirectories))
        {
            var references = Reference().Matches(File.ReadAllText(project)).Select(m => Path.GetFileName(m.Groups[1].Value.Replace('\\', '/')));

            references.Except(Path.GetFileName(project) == "GitCommitTasks.Core.csproj" ? [] : ["GitCommitTasks.Core.csproj"])
                .ShouldBeEmpty(project);
        }
    }

    [Fact]
    public void comments_are_no_code()
    {
        SourceFile.WithoutComments("a // Console.\nb /* c\nd */ e \"http://x\" '\"' // f").ShouldBe("a            \nb     \n     e \"http://x\" '\"'     ");
        SourceFile.All.Count.ShouldBeGreaterThan(10, "they were found");
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bglobal using GitCommitTasks\b")]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"<ProjectReference\s+Include=""([^""]+)""")]
    private static partial Regex Reference();

    private sealed record Ban(string Name, string Pattern, Func<SourceFile, bool> Applies, string Reason, string Example);
}
