using System.Globalization;

namespace GitCommitTasks.Benchmarks;

/// <summary>Measured durations, milliseconds.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    public IReadOnlyList<double> Values => sorted;

    public double Mean => sorted.Length == 0 ? double.NaN : sorted.Average();

    public double Median => At(0.5);

    public double P99 => At(0.99);

    public double Max => sorted.Length == 0 ? double.NaN : sorted[^1];

    /// <summary>For a cell of a table.</summary>
    public static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private double At(double part) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, part * sorted.Length)];
}
