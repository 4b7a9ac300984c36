using System.Collections;
using Microsoft.Build.Framework;

namespace GitCommitTasks.FrontEnds;

/// <summary>What a task sees of a build: somebody who keeps warnings and errors, and nothing else.</summary>
internal sealed class BuildLog : IBuildEngine
{
    private readonly List<LoggedDiagnostic> diagnostics = [];

    public IReadOnlyList<LoggedDiagnostic> Diagnostics => diagnostics;

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "scoped.proj";

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

    public void LogCustomEvent(CustomBuildEventArgs e)
    {
    }

    public void LogMessageEvent(BuildMessageEventArgs e)
    {
    }

    public void LogErrorEvent(BuildErrorEventArgs e) => diagnostics.Add(new LoggedDiagnostic(e.Code, e.Message));

    public void LogWarningEvent(BuildWarningEventArgs e) => diagnostics.Add(new LoggedDiagnostic(e.Code, e.Message));
}
