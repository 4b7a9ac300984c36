using System.Globalization;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Contender;

/// <summary>The words of a verb, and its options <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> options = [];
    private readonly List<string> words = [];

    public string this[int index] => words[index];

    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith("--", StringComparison.Ordinal))
                parsed.options[args[i][2..]] = args[++i];
            else
                parsed.words.Add(args[i]);
        }

        return parsed;
    }

    /// <summary>The words from <paramref name="index"/> on.</summary>
    public IReadOnlyList<string> From(int index) => words[index..];

    public string? Option(string name) => options.GetValueOrDefault(name);

    public int Number(int index) => int.Parse(words[index], CultureInfo.InvariantCulture);

    /// <summary>The lock of the git directory that is the first word, with the options given. Diagnostics go to stderr.</summary>
    public CommitLock Lock() => new(
        new ScopedDirectory(words[0]),
        new LockOptions
        {
            Owner = Option("owner"),
            Command = "contender",
            Build = Option("build"),
            RecordFile = Option("record"),
            Timeout = TimeSpan.FromSeconds(double.Parse(Option("timeout") ?? "60", CultureInfo.InvariantCulture)),
        },
        TimeProvider.System,
        new DiagnosticBag(Console.Error.WriteLine));

    /// <summary>Says that a step was reached.</summary>
    public static void Say(string step)
    {
        Console.Out.WriteLine(step);
        Console.Out.Flush();
    }
}
