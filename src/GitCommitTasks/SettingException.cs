using GitCommitTasks.Diagnostics;

namespace GitCommitTasks;

/// <summary>A property of a task has a value without a meaning. Thrown and caught inside of a task.</summary>
internal sealed class SettingException(string name, string? value, string remedy) : Exception
{
    /// <summary>GCT9010, naming the property.</summary>
    public Diagnostic Diagnostic { get; } = Catalog.SettingInvalid.With(name, value, remedy);
}
