namespace Microsoft.Build.Framework;

/// <summary>Says that a task may run beside others in one process (<c>-mt</c>): it uses no current directory and no process-wide state.</summary>
/// <remarks>MSBuild looks for the attribute by its full name, so that tasks built against an older MSBuild can declare it themselves
/// (MSBuild, documentation/specs/multithreading/thread-safe-tasks.md).</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
