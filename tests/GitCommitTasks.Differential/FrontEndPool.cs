using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(GitCommitTasks.Differential.FrontEndPool))]

namespace GitCommitTasks.Differential;

/// <summary>The processes that run our front ends: as many as are used at the same time, ended with the specs.</summary>
public sealed class FrontEndPool : IDisposable
{
    private readonly ConcurrentBag<FrontEndProcess> idle = [];

    /// <summary>Lends a process to <paramref name="use"/>. One that failed is not used again.</summary>
    internal T Use<T>(Func<FrontEndProcess, T> use)
    {
        if (!idle.TryTake(out var process))
            process = new FrontEndProcess();
        try
        {
            var result = use(process);
            idle.Add(process);
            return result;
        }
        catch (Exception e) when (e is TimeoutException or EndOfStreamException or IOException or AggregateException)
        {
            // What it would answer next may belong to the job before.
            process.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var process))
            process.Dispose();
    }
}
