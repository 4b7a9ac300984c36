using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>Prints the version of the tool with the commit it was built from.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
        parseResult.InvocationConfiguration.Output.WriteLine(version.InformationalVersion);
        return ExitCode.Done;
    }
}
