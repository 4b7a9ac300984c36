namespace GitCommitTasks.Diagnostics;

/// <summary>A failure of the environment that the step which met it has already put into words: a code of its own in the place of GCT9013.</summary>
/// <remarks>An <see cref="IOException"/>, so that whoever is prepared for a failing system is prepared for it.</remarks>
internal sealed class DiagnosedException(Diagnostic diagnostic, Exception? inner = null) : IOException(diagnostic.Message, inner)
{
    /// <summary>What to report.</summary>
    public Diagnostic Diagnostic => diagnostic;

    /// <summary>The diagnostic of <paramref name="e"/>: its own, or else GCT9013.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="what">The operation that failed, in words: "the commit".</param>
    /// <param name="consequence">A sentence: what has become of it.</param>
    public static Diagnostic Describe(Exception e, string what, string consequence) =>
        e is DiagnosedException diagnosed ? diagnosed.Diagnostic : Catalog.EnvironmentFailure.With(what, e.Message.TrimEnd('.'), consequence);
}
