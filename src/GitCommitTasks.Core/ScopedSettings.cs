using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>The settings every front end of one repository agrees on, with their values found: option, environment, configuration, default.</summary>
/// <param name="Timeout">How long a lock is waited for.</param>
/// <param name="StaleAfter">The age from which a record of unknown liveness is stale.</param>
/// <param name="RecordFile">Absolute path of the lock's record; null for the default place.</param>
/// <param name="ErrorLog">Absolute path of the error log; null for the default place.</param>
internal sealed record ScopedSettings(TimeSpan Timeout, TimeSpan StaleAfter, string? RecordFile, string? ErrorLog)
{
    private static readonly LockOptions Defaults = new();

    /// <summary>Finds the values, or reports GCT9010 for one that cannot be used and returns null.</summary>
    public static ScopedSettings? Resolve(
        LockSettings given, string top, GitConfiguration configuration, IReadOnlyDictionary<string, string> environment, DiagnosticBag diagnostics)
    {
        (string Name, string Text)? Text(string? option, string variable, string name) =>
            option is not null ? (name, option)
            : environment.TryGetValue(variable, out var value) && value.Length > 0 ? (variable, value)
            : configuration[name] is { } configured ? (name, configured) : null;
        SettingFile File(string? option, string variable, string name) =>
            Text(option, variable, name) is { Text.Length: > 0 } found ? new(found.Name, found.Text, GitConfigurationFiles.Expand(found.Text, top, environment)) : default;
        TimeSpan? Span(TimeSpan? option, string variable, string name, TimeSpan unit, TimeSpan otherwise)
        {
            if (option is not null || Text(null, variable, name) is not var (source, text))
                return option ?? otherwise;
            if (NumberText.Span(text, unit) is { } span)
                return span;
            diagnostics.Report(Catalog.SettingInvalid.With(source, text, $"give {NumberText.SpanWanted}"));
            return null;
        }

        var timeout = Span(given.Timeout, "GIT_SCOPED_LOCK_TIMEOUT", "scoped.lockTimeout", TimeSpan.FromSeconds(1), Defaults.Timeout);
        var staleAfter = Span(given.StaleAfter, "GIT_SCOPED_STALE_AFTER", "scoped.staleAfter", TimeSpan.FromMinutes(1), Defaults.StaleAfter);
        var record = File(given.LockFile, "GIT_SCOPED_LOCK_FILE", "scoped.lockFile");
        var log = File(given.ErrorLog, "GIT_SCOPED_ERROR_LOG", "scoped.errorLog");
        return timeout is null || staleAfter is null || !MayBe(record, log, diagnostics) ? null
            : new ScopedSettings(timeout.Value, staleAfter.Value, record.Path, log.Path) { RecordFileSetting = record };
    }

    /// <summary>Where the record's path comes from.</summary>
    public SettingFile RecordFileSetting { get; private init; }

    private static bool MayBe(SettingFile record, SettingFile log, DiagnosticBag diagnostics)
    {
        bool IsFit(SettingFile file, string? why)
        {
            if (why is not null)
                diagnostics.Report(Catalog.SettingInvalid.With(file.Name, file.Text, why));
            return why is null;
        }

        return (record.Path is null || IsFit(record, SettingPlace.WhyNot(record.Path, "errors.json")))
            && (log.Path is null || IsFit(log, log.Path == record.Path ? "it is the lock file, too. Name another file" : SettingPlace.WhyNot(log.Path, "lock.json")));
    }
}

/// <summary>A setting that names a file.</summary>
/// <param name="Name">The variable or the setting that has the say.</param>
/// <param name="Text">Its value.</param>
/// <param name="Path">The absolute path it names; null when nothing is set.</param>
internal readonly record struct SettingFile(string Name, string Text, string? Path);
