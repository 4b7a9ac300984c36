using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace GitCommitTasks.UnderWine;

/// <summary>The command line built for Windows, with the runtime it needs, run by Wine on the file system of this machine (Debian: <c>apt-get install wine64</c>).</summary>
public sealed class WineTool : IDisposable
{
    private const string Wine = "/usr/lib/wine/wine64", Server = "/usr/lib/wine/wineserver64";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder prefix = new();
    private readonly Lazy<Task<string>> program;

    public WineTool() => program = new(PublishAsync);

    /// <summary>Runs <c>git-scoped.exe ARGUMENTS</c> at the top of the repository.</summary>
    public async Task<BufferedCommandResult> Scoped(TemporaryRepository repository, params string[] arguments) => await Run(repository, [await program.Value, .. arguments]);

    /// <summary>Runs <c>cmd /c LINE</c> at the top of the repository.</summary>
    public Task<BufferedCommandResult> Cmd(TemporaryRepository repository, string line) => Run(repository, ["cmd", "/c", line]);

    /// <summary>Starts <c>git-scoped.exe ARGUMENTS</c> at the top of the repository and goes on.</summary>
    public async Task<ContenderProcess> Start(TemporaryRepository repository, params string[] arguments) => ContenderProcess.StartProgram(
        "env", ["-i", .. repository.Environment.Concat(Variables).Select(e => $"{e.Key}={e.Value}"), Wine, await program.Value, "-C", repository.Top, .. arguments]);

    public void Dispose()
    {
        if (program.IsValueCreated)
            Cli.Wrap(Server).WithArguments("-k").WithEnvironmentVariables(SetVariables).WithValidation(CommandResultValidation.None).ExecuteAsync().GetAwaiter().GetResult();
        prefix.Dispose();
    }

    private Dictionary<string, string> Variables => new() { ["WINEPREFIX"] = prefix["wine"], ["WINEDEBUG"] = "-all", ["WINEARCH"] = "win64" };

    private void SetVariables(CliWrap.Builders.EnvironmentVariablesBuilder builder)
    {
        foreach (var (name, value) in Variables)
            builder.Set(name, value);
    }

    private async Task<BufferedCommandResult> Run(TemporaryRepository repository, string[] words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        return await repository.Command(Wine, words)
            .WithEnvironmentVariables(e =>
            {
                foreach (var (name, value) in repository.Environment.Concat(Variables))
                    e.Set(name, value);
            })
            .ExecuteBufferedAsync(Encoding.UTF8, limit.Token);
    }

    private async Task<string> PublishAsync()
    {
        File.Exists(Wine).ShouldBeTrue("there is no Wine: install wine64");
        var place = SourceTree.Path("artifacts/windows");
        await Cli.Wrap("dotnet")
            .WithArguments(["publish", SourceTree.Path("src/GitCommitTasks.Tool"), "-c", "Release", "-p:_AheadFor=win-x64", "-r", "win-x64", "--self-contained", "-p:PackAsTool=false", "-o", place])
            .ExecuteBufferedAsync();
        Directory.CreateDirectory(prefix["wine"]);
        await Cli.Wrap(Wine).WithArguments(["wineboot", "-i"]).WithEnvironmentVariables(SetVariables).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        return Path.Combine(place, "git-scoped.exe");
    }
}
