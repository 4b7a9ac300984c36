using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace GitCommitTasks.TestKit;

/// <summary>A real repository in a temporary folder, with an identity of its own and none of the machine's configuration.</summary>
public sealed class TemporaryRepository : IDisposable
{
    /// <summary>What the same specs can be run with: <c>GCT_ENGINE=git</c>, <c>GCT_OBJECT_FORMAT=sha256</c>, <c>GCT_REF_FORMAT=reftable</c> in the environment of the test run.</summary>
    private static readonly (string Name, string Variable)[] Variants = [("GCT_ENGINE", "GIT_SCOPED_ENGINE"), ("GCT_OBJECT_FORMAT", "GIT_DEFAULT_HASH"), ("GCT_REF_FORMAT", "GIT_DEFAULT_REF_FORMAT")];

    private readonly TemporaryFolder folder = new();

    /// <param name="firstCommit">Whether to make a first commit, of the file <c>README.md</c>.</param>
    /// <param name="initArguments">More arguments for <c>git init</c>.</param>
    public TemporaryRepository(bool firstCommit = true, params string[] initArguments)
    {
        Directory.CreateDirectory(Top);
        Directory.CreateDirectory(folder["home"]);
        Environment = IsolatedEnvironment(folder.Path);
        Git(["init", "--quiet", "--initial-branch=main", .. initArguments]);
        Git("config", "user.name", "Tester");
        Git("config", "user.email", "tester@example.invalid");
        // A collection in the background would outlive the test, and the folder it works in.
        Git("config", "gc.auto", "0");
        if (firstCommit)
        {
            Write("README.md", "first\n");
            // As on most days: a file of the index's own second is one that git reads again (racy-git).
            File.SetLastWriteTimeUtc(this["README.md"], DateTime.UtcNow.AddHours(-1));
            Git("add", "README.md");
            Git("commit", "--quiet", "-m", "first");
        }
    }

    /// <summary>The folder around the working tree, for files that must lie outside of it.</summary>
    public TemporaryFolder Outside => folder;

    /// <summary>Absolute path of the top of the working tree.</summary>
    public string Top => folder["tree"];

    /// <summary>Absolute path of the git directory.</summary>
    public string GitDirectory => Path.Combine(Top, ".git");

    /// <summary>The whole environment for processes and for the library: nothing of the machine's git configuration, no GIT_* variable from outside.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The commit HEAD names.</summary>
    public string Head => Git("rev-parse", "HEAD").Trim();

    /// <summary>The absolute path of <paramref name="relative"/> inside the working tree.</summary>
    public string this[string relative] => Path.Combine(Top, relative);

    /// <summary>An environment for git with its own home under <paramref name="folder"/> and no configuration but the repository's.</summary>
    public static IReadOnlyDictionary<string, string> IsolatedEnvironment(string folder)
    {
        var environment = new Dictionary<string, string>();
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            if (!((string)variable.Key).StartsWith("GIT_", StringComparison.Ordinal) && (string)variable.Key is not ("EMAIL" or "XDG_CONFIG_HOME"))
                environment[(string)variable.Key] = (string)variable.Value!;
        }

        environment["HOME"] = Path.Combine(folder, "home");
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_GLOBAL"] = Path.Combine(folder, "home", ".gitconfig");
        environment["GIT_CEILING_DIRECTORIES"] = folder;
        environment["LC_ALL"] = "C";
        foreach (var (name, variable) in Variants)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                environment[variable] = value;
        }

        return environment;
    }

    /// <summary>The whole environment with some variables set otherwise.</summary>
    public Dictionary<string, string> EnvironmentWith(params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in variables)
            environment[name] = value;
        return environment;
    }

    /// <summary>Writes a file of the working tree, making its directories.</summary>
    public void Write(string relative, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], content, new UTF8Encoding(false));
    }

    /// <summary>Runs git at the top and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public string Git(params string[] arguments)
    {
        var result = TryGit(arguments);
        return result.ExitCode == 0 ? result.StandardOutput
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: exit {result.ExitCode}: {result.StandardError}");
    }

    /// <summary>Runs git at the top and returns everything it said.</summary>
    public BufferedCommandResult TryGit(params string[] arguments) => Command("git", arguments)
        .ExecuteBufferedAsync().GetAwaiter().GetResult();

    /// <summary>A command at the top with the isolated environment; a failing exit code does not throw.</summary>
    public Command Command(string program, params string[] arguments) => Cli.Wrap(program)
        .WithArguments(arguments)
        .WithWorkingDirectory(Top)
        .WithEnvironmentVariables(e => Isolate(e, Environment))
        .WithValidation(CommandResultValidation.None);

    /// <summary>The paths a commit touches, as git says: status letter, tab, path.</summary>
    public string[] FilesOf(string commit) =>
        Git("diff-tree", "--root", "--no-commit-id", "--name-status", "-r", "--no-renames", commit).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What git says when asked for everything that is wrong; empty when nothing is.</summary>
    public string Fsck() => TryGit("fsck", "--strict", "--no-dangling") is { ExitCode: 0 } ok ? ok.StandardOutput.Trim() : "fsck failed";

    /// <summary><c>git status --porcelain=v2</c>, one line a path.</summary>
    public string[] Status() => Git("status", "--porcelain=v2").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => folder.Dispose();

    private static void Isolate(CliWrap.Builders.EnvironmentVariablesBuilder builder, IReadOnlyDictionary<string, string> environment)
    {
        foreach (string name in System.Environment.GetEnvironmentVariables().Keys)
            builder.Set(name, null);
        foreach (var (name, value) in environment)
            builder.Set(name, value);
    }
}
