using System.Globalization;

namespace GitCommitTasks;

/// <summary>Numbers as options, properties, variables and git's configuration give them: digits, for spans of time with a decimal point, no sign, no thousands.</summary>
internal static class NumberText
{
    /// <summary>What to say of a text that is no span, after "give" or "needs".</summary>
    public const string SpanWanted = "a number, zero or more, of ten years at most";

    /// <summary>What to say of a text that is no count, after "give" or "needs".</summary>
    public const string CountWanted = "a whole number, zero or more";

    /// <summary>The longest span, ten years: more is a mistake in the unit.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>The text as so many of <paramref name="unit"/>; null when it is no such number, or longer than ten years.</summary>
    public static TimeSpan? Span(string? text, TimeSpan unit) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit <= Longest ? number * unit : null;

    /// <summary>The text as a count; null when it is none.</summary>
    public static int? Count(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
