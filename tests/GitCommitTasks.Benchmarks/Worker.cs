using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;
using GitCommitTasks.TestKit;

namespace GitCommitTasks.Benchmarks;

/// <summary>One of several processes that do the same at the same time. Says <c>ready</c>, waits for a line, works, prints one duration a line.</summary>
internal static class Worker
{
    public static int Run(string kind, string[] arguments) => kind switch
    {
        "commit" => Commit(arguments[0], arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture)),
        "pausing" => CommitWithPauses(arguments[0], arguments[1]),
        "acquire" => Acquire(arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), abandon: false),
        "abandon" => Acquire(arguments[0], 1, abandon: true),
        _ => 2,
    };

    /// <summary>Enough calls for the compiler to compile a method anew, better.</summary>
    private const int WarmingCommits = 60;

    /// <summary>Out of some 4,000 methods there is always one that is called for the thirtieth time.</summary>
    private const int FewMethods = 32;

    /// <summary>The runtime compiles anew in the background, when 100 ms have passed without a new method.</summary>
    private static readonly TimeSpan CompilerRests = TimeSpan.FromMilliseconds(300);

    /// <summary>Commits <paramref name="path"/> again and again, warm: what a process that has not committed before takes is another row of the table.</summary>
    private static int Commit(string directory, string path, int count)
    {
        WarmUp();
        Ready();
        var environment = TemporaryRepository.IsolatedEnvironment(Path.GetDirectoryName(directory)!);
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var result = CommitOnce(directory, path, environment);
            if (result.Outcome != CommitOutcome.Committed)
                return Fail(result.Diagnostics);
            Print(Stopwatch.GetElapsedTime(start), result.Lock!.HoldMs, result.Lock.WaitMs);
        }

        return 0;
    }

    /// <summary>Commits and pauses as a real writer does, until its input ends.</summary>
    private static int CommitWithPauses(string directory, string path)
    {
        WarmUp();
        Ready();
        var environment = TemporaryRepository.IsolatedEnvironment(Path.GetDirectoryName(directory)!);
        var ended = Task.Run(Console.In.ReadLine);
        do
        {
            var result = CommitOnce(directory, path, environment);
            if (result.Outcome != CommitOutcome.Committed)
                return Fail(result.Diagnostics);
        }
        while (!ended.Wait(Random.Shared.Next(50, 101)));
        return 0;
    }

    /// <summary>Commits, by two threads that wait for each other, and pauses, until hardly anything is left to compile: else the compiler would be measured, that of a neighbour most of all,
    /// whose pauses it fills.</summary>
    private static void WarmUp()
    {
        using var scratch = new TemporaryRepository();
        long compiled;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            Parallel.For(0, 2, thread =>
            {
                for (var i = 0; i < WarmingCommits; i++)
                    CommitOnce(scratch.Top, $"{thread}.txt", scratch.Environment);
            });
            Thread.Sleep(CompilerRests);
        }
        while (JitInfo.GetCompiledMethodCount() - compiled >= FewMethods);
    }

    private static CommitResult CommitOnce(string directory, string path, IReadOnlyDictionary<string, string> environment)
    {
        File.WriteAllText(Path.Combine(directory, path), Guid.NewGuid().ToString("n") + "\n");
        return ScopedCommit.Run(new CommitRequest { Directory = directory, Paths = [path], Message = "bench", Environment = environment });
    }

    /// <summary>Acquires and releases; when abandoning, dies with the lock in hand.</summary>
    private static int Acquire(string gitDirectory, int count, bool abandon)
    {
        var scoped = new ScopedDirectory(gitDirectory);
        scoped.Create();
        Ready();
        for (var i = 0; i < count; i++)
        {
            var diagnostics = new DiagnosticBag();
            var attempt = new CommitLock(scoped, new LockOptions(), TimeProvider.System, diagnostics).Acquire();
            if (attempt.Handle is null)
                return Fail(diagnostics.All);
            Print(attempt.Wait, attempt.BrokeStale ? 1 : 0, abandon ? 1 : 0);
            if (abandon)
                Process.GetCurrentProcess().Kill();
            attempt.Handle.Dispose();
        }

        return 0;
    }

    private static void Ready()
    {
        Console.WriteLine("ready");
        Console.ReadLine();
    }

    private static void Print(TimeSpan elapsed, double second, double third) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds} {second} {third}"));

    private static int Fail(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Console.Error.WriteLine(diagnostic);
        return 1;
    }
}
