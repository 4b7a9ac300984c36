using System.Text.Json.Serialization;

namespace GitCommitTasks.FrontEnds;

/// <summary>One commit that a front end is to make.</summary>
/// <param name="FrontEnd"><c>command line</c> or <c>task</c>.</param>
/// <param name="Directory">Absolute path that relative ones begin at.</param>
/// <param name="Environment">All the environment there is.</param>
/// <param name="Options">More words for the command line; a task has none of them.</param>
/// <param name="Message">The message; null when the options say it.</param>
/// <param name="Paths">The scope.</param>
internal sealed record Job(
    string FrontEnd, string Directory, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Options, string? Message, IReadOnlyList<string> Paths)
{
    /// <summary>Begins the line that ends what was said of a job.</summary>
    public const string End = "== end of the job";
}

[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(TaskAnswer))]
internal sealed partial class JobFormat : JsonSerializerContext;
