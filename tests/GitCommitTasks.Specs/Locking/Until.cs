using System.Diagnostics;

namespace GitCommitTasks.Specs.Locking;

/// <summary>A barrier: waits for a state that is sure to come, and fails when it does not.</summary>
internal static class Until
{
    /// <summary>Far beyond what a loaded machine needs: it ends a test that hangs, it decides nothing.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task True(Func<bool> state, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(state))] string? what = null)
    {
        var watch = Stopwatch.StartNew();
        while (!state())
        {
            if (watch.Elapsed > Limit)
                throw new TimeoutException($"never came true: {what}");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }
}
