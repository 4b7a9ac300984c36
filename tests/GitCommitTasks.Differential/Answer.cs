using System.Text.Json;

namespace GitCommitTasks.Differential;

/// <summary>What a front end said of a commit.</summary>
/// <param name="Outcome"><c>committed</c>, <c>nothing-to-commit</c>, <c>refused</c> or what else went wrong.</param>
/// <param name="Codes">The code of each diagnostic, in order.</param>
/// <param name="Text">All it said, for people.</param>
internal sealed record Answer(string Outcome, IReadOnlyList<string> Codes, string Text)
{
    /// <summary>The outcome as git has outcomes: it does not tell a refusal from a failure.</summary>
    public string AsGits => Outcome == "failed" ? "refused" : Outcome;

    /// <summary>Reads the JSON of the command line.</summary>
    public static Answer Of(string output, string errors)
    {
        try
        {
            var json = JsonDocument.Parse(output).RootElement;
            var codes = json.GetProperty("diagnostics").EnumerateArray().Select(d => d.GetProperty("code").GetString()!);
            return new Answer(json.GetProperty("outcome").GetString() ?? "none", [.. codes], output + errors);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            // It was no answer at all; the spec shows it.
            return new Answer("no answer", [], output + errors);
        }
    }
}
