using System.Globalization;

namespace GitCommitTasks.Locking;

/// <summary>Spans of time as people read them in a message.</summary>
internal static class Ages
{
    /// <summary>For example <c>250 ms</c>, <c>12 s</c>, <c>6 min</c>, <c>3 h</c>; cut, never rounded up.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMilliseconds} ms"),
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalSeconds} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours} h"),
    };

    /// <summary>Seconds with at most one decimal.</summary>
    public static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
