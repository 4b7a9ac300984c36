namespace GitCommitTasks.TestKit;

/// <summary>How much of what takes long this run of the tests does.</summary>
public static class RunSize
{
    /// <summary><c>GCT_STRESS=full</c>: stress and random tests at the size that a release is to pass, which takes hours.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("GCT_STRESS") == "full";

    /// <summary><c>GCT_ALL_PAIRS=1</c>, as in <c>.ci/run</c>, or <see cref="IsFull"/>: each scenario of the differential suite through both front ends, each on both engines.</summary>
    public static bool HasAllPairs { get; } = IsFull || Environment.GetEnvironmentVariable("GCT_ALL_PAIRS") == "1";
}
