using System.Globalization;
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
    /// <summary>The longest time-out or age, ten years: more is a mistake in the unit.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private static readonly LockOptions Defaults = new();

    /// <summary>Finds the values, or reports GCT9010 for one that is no number and returns null.</summary>
    public static ScopedSettings? Resolve(
        LockSettings given, string top, GitConfiguration configuration, IReadOnlyDictionary<string, string> environment, DiagnosticBag diagnostics)
    {
        string? Text(string? option, string variable, string name) =>
            option ?? (environment.TryGetValue(variable, out var value) && value.Length > 0 ? value : configuration[name]);
        string? File(string? option, string variable, string name) =>
            Text(option, variable, name) is { Length: > 0 } path ? GitConfigurationFiles.Expand(path, top, environment) : null;
        TimeSpan? Span(TimeSpan? option, string variable, string name, TimeSpan unit, TimeSpan otherwise)
        {
            if (option is not null || Text(null, variable, name) is not { } text)
                return option ?? otherwise;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit <= Longest)
                return number * unit;
            diagnostics.Report(Catalog.SettingInvalid.With(name, text, "give a number, zero or more"));
            return null;
        }

        var timeout = Span(given.Timeout, "GIT_SCOPED_LOCK_TIMEOUT", "scoped.lockTimeout", TimeSpan.FromSeconds(1), Defaults.Timeout);
        var staleAfter = Span(given.StaleAfter, "GIT_SCOPED_STALE_AFTER", "scoped.staleAfter", TimeSpan.FromMinutes(1), Defaults.StaleAfter);
        return timeout is null || staleAfter is null ? null : new ScopedSettings(
            timeout.Value,
            staleAfter.Value,
            File(given.LockFile, "GIT_SCOPED_LOCK_FILE", "scoped.lockFile"),
            File(given.ErrorLog, "GIT_SCOPED_ERROR_LOG", "scoped.errorLog"));
    }
}
