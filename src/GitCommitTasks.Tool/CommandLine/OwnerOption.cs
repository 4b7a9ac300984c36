using System.CommandLine;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>The option <c>--owner NAME</c>. An empty name, as of a variable that is not set, is nobody's and refused.</summary>
internal static class OwnerOption
{
    /// <param name="description">Whose name it is.</param>
    public static Option<string?> Of(string description)
    {
        var option = new Option<string?>("--owner") { HelpName = "NAME", Description = description };
        option.Validators.Add(given =>
        {
            if (given.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))
                given.AddError("'--owner' needs a name, and what was given is empty");
            // Bytes that are no UTF-8 arrive so: two such names would be one owner.
            if (given.Tokens.Any(t => t.Value.Contains('\uFFFD', StringComparison.Ordinal)))
                given.AddError("'--owner' needs a name in UTF-8");
        });
        return option;
    }
}
