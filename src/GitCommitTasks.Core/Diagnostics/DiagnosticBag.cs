namespace GitCommitTasks.Diagnostics;

/// <summary>Collects the diagnostics of one operation, in order, and passes each on at once to whoever listens.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class DiagnosticBag(Action<Diagnostic>? listener = null)
{
    private readonly List<Diagnostic> diagnostics = [];

    /// <summary>What was reported so far, in order.</summary>
    public IReadOnlyList<Diagnostic> All
    {
        get
        {
            lock (diagnostics)
                return [.. diagnostics];
        }
    }

    /// <summary>Whether an error was reported.</summary>
    public bool HasErrors => All.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Adds <paramref name="diagnostic"/> and tells the listener.</summary>
    public void Report(Diagnostic diagnostic)
    {
        lock (diagnostics)
            diagnostics.Add(diagnostic);
        listener?.Invoke(diagnostic);
    }
}
