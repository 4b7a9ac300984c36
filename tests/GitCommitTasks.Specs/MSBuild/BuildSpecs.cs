using System.Globalization;
using System.Text;
using CliWrap;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;
using GitCommitTasks.Specs.Locking;

namespace GitCommitTasks.Specs.MSBuild;

/// <summary>What specs that run the real MSBuild have in common: a repository of their own, and builds as processes that see nothing of the machine's git.</summary>
/// <remarks>The binary logs of a failed spec are kept under <c>TestResults</c>.</remarks>
[Trait("Category", "Slow")]
public abstract class BuildSpecs : IDisposable
{
    private int runs;

    private protected TemporaryRepository Repository { get; } = new();

    /// <summary>The targets of the source tree, absolute.</summary>
    private protected static string Targets { get; } = SourceTree.Path("GitCommitTasks.targets");

    private protected static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            KeepLogs();
        Repository.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes a project without an SDK, which commits <paramref name="files"/>; <paramref name="more"/> goes in front of the import.</summary>
    private protected void WriteProject(string path, string files, string more = "", string message = "scoped")
    {
        Repository.Write(path, $"""
            <Project>
              <PropertyGroup>
                <ScopedCommitMessage Condition="'$(ScopedCommitMessage)' == ''">{message}</ScopedCommitMessage>
              </PropertyGroup>
              <ItemGroup>
                <ScopedCommitFile Include="{files}" />
              </ItemGroup>
              {more}
              <Import Project="{Targets}" />
              <Target Name="Show" DependsOnTargets="ScopedCommit">
                <Message Importance="high" Text="outcome=$(ScopedCommitOutcome)" />
                <Message Importance="high" Text="sha=$(ScopedCommitSha)" />
                <Message Importance="high" Text="files=@(ScopedCommitCommittedFile->'%(Identity)|%(Path)|%(Status)|%(Oid)')" />
                <Message Importance="high" Text="times=$(ScopedCommitLockWaitMilliseconds),$(ScopedCommitLockHoldMilliseconds)" />
                <Message Importance="high" Text="findings=@(ScopedCommitValidationWarning->'%(Code)')" />
              </Target>
            </Project>
            """);
    }

    /// <summary>Runs <c>dotnet msbuild</c> on a project, by default its target <c>Show</c>, without node reuse.</summary>
    private protected Task<BuildRun> Build(string project, params string[] arguments) =>
        Run(["msbuild", Repository[project], .. arguments.Any(a => a.StartsWith("-t:", StringComparison.Ordinal)) ? [] : new[] { "-t:Show" }, .. arguments]);

    /// <summary>Runs <c>dotnet</c> at the top of the repository and waits for its end.</summary>
    private protected async Task<BuildRun> Run(params string[] arguments)
    {
        StringBuilder output = new();
        var result = await Command(output, arguments).ExecuteAsync(TestContext.Current.CancellationToken);
        return new BuildRun(result.ExitCode, output.ToString());
    }

    /// <summary>A build that is not started yet, for specs that stop it on its way.</summary>
    private protected Command Command(StringBuilder output, params string[] arguments) =>
        Program(output, [.. arguments, .. arguments.Contains("-tl:on") ? Terminal : Quiet, $"-bl:{Repository.Outside["build"]}{Interlocked.Increment(ref runs).ToString(CultureInfo.InvariantCulture)}.binlog"]);

    /// <summary>Any program of .NET with a build's environment, for specs that do not start MSBuild itself.</summary>
    private protected Command Program(StringBuilder output, params string[] arguments) => Repository
        .Command(DotNet, arguments)
        .WithEnvironmentVariables(variables =>
        {
            foreach (var (name, value) in Repository.Environment)
                variables.Set(name, value);
            foreach (var (name, value) in DotNetEnvironment)
                variables.Set(name, value);
        })
        .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
        .WithStandardErrorPipe(PipeTarget.ToStringBuilder(output));

    /// <summary>The subjects of the history, oldest first, without the first commit.</summary>
    private protected string[] Subjects() => [.. Repository.Git("log", "--reverse", "--format=%s").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    /// <summary>The projects p1, p2 and so on each made one commit, of <c>own.txt</c> beside it, on the one before.</summary>
    private protected void ShouldBeOneLinearCommitEach(int count)
    {
        Subjects().Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, count).Select(n => $"p{n}").Order(StringComparer.Ordinal));
        foreach (var line in Repository.Git("log", "--format=%H %s", $"-{count.ToString(CultureInfo.InvariantCulture)}").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Repository.FilesOf(line.Split(' ')[0]).ShouldBe([$"A\t{line.Split(' ')[1]}/own.txt"]);
        Repository.Git("rev-list", "--min-parents=2", "HEAD").ShouldBeEmpty("the history is linear");
        Repository.Git("status", "--porcelain", "--untracked-files=no").ShouldBeEmpty();
        Repository.Fsck().ShouldBeEmpty();
    }

    /// <summary>The commit lock as it is now.</summary>
    private protected LockStatus Lock() => LockStatus.Read(new ScopedDirectory(Repository.GitDirectory), null, TimeSpan.FromMinutes(5), TimeProvider.System);

    /// <summary>A target's task that says it is there by a file, and waits for another one; it ends with the repository at the latest.</summary>
    private protected string Barrier(string name) =>
        $"""<Exec Command="touch {Repository.Outside[name]}.there; while [ -e {Repository.Top} ] %26%26 [ ! -e {Repository.Outside[name]}.go ]; do sleep 0.02; done" />""";

    private protected Task Reached(string name) => Until.True(() => File.Exists(Repository.Outside[name + ".there"]), name);

    private protected void GoOn(string name) => File.WriteAllText(Repository.Outside[name + ".go"], "");

    /// <summary>What makes nodes outlive a build: ones that nobody else uses, since nobody else knows the salt, and that end when they have been idle for seconds.</summary>
    private protected static Dictionary<string, string?> NodesThatStay() => new()
    {
        ["MSBUILDDISABLENODEREUSE"] = null,
        ["MSBUILDNODEHANDSHAKESALT"] = Guid.NewGuid().ToString("n"),
        ["MSBUILDNODECONNECTIONTIMEOUT"] = "10000",
    };

    /// <summary>Runs <c>dotnet</c> with more variables at the top of the repository and waits for its end.</summary>
    private protected async Task<BuildRun> Run(IReadOnlyDictionary<string, string?> environment, CancellationToken kill, CancellationToken interrupt, params string[] arguments)
    {
        StringBuilder output = new();
        var command = Command(output, arguments);
        var variables = command.EnvironmentVariables.Concat(environment).GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Last().Value);
        var result = await command.WithEnvironmentVariables(variables).ExecuteAsync(kill, interrupt);
        return new BuildRun(result.ExitCode, output.ToString());
    }

    private static readonly string[] Terminal = ["-nologo"];

    private static readonly string[] Quiet = ["-nologo", "-tl:off", "-clp:NoSummary;DisableConsoleColor;ForceNoAlign"];

    /// <summary>No nodes that outlive a spec, no first-run greeting, packages from the machine's cache.</summary>
    private static readonly Dictionary<string, string> DotNetEnvironment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
    };

    private void KeepLogs()
    {
        var kept = SourceTree.Path("tests/GitCommitTasks.Specs/TestResults");
        Directory.CreateDirectory(kept);
        foreach (var log in Directory.GetFiles(Repository.Outside.Path, "*.binlog"))
            File.Copy(log, Path.Combine(kept, $"{TestContext.Current.TestMethod?.MethodName}-{Path.GetFileName(log)}"), overwrite: true);
    }
}
