using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GitCommitTasks.Tool.Verbs;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>The help of a verb, followed by its example: most people read that first.</summary>
internal sealed class HelpWithExample : SynchronousCommandLineAction
{
    private readonly HelpAction help = new();

    /// <summary>Who asks for help need not get the rest right.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {verb.Example}\n");
        return code;
    }
}
