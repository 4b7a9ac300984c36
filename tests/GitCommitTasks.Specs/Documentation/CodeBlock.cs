using System.Text.RegularExpressions;

namespace GitCommitTasks.Specs.Documentation;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Page">The page, relative to the top of the checkout.</param>
/// <param name="Heading">The heading it stands under.</param>
/// <param name="Language">What stands behind the fence, for example <c>sh</c>.</param>
/// <param name="Text">Its lines.</param>
/// <param name="Promise">The paragraph behind it when that begins with "You see", in one line; otherwise empty.</param>
public sealed partial record CodeBlock(string Page, string Heading, string Language, string Text, string Promise)
{
    /// <summary>The blocks of a page in one language, in order.</summary>
    public static CodeBlock[] In(string page, string language)
    {
        var heading = "";
        List<CodeBlock> found = [];
        foreach (Match match in HeadingOrBlock().Matches(File.ReadAllText(SourceTree.Path(page)).ReplaceLineEndings("\n")))
        {
            if (match.Groups["heading"] is { Success: true } title)
                heading = title.Value;
            else if (match.Groups["language"].Value == language)
                found.Add(new CodeBlock(page, heading, language, match.Groups["text"].Value, match.Groups["promise"].Value.ReplaceLineEndings(" ")));
        }

        return [.. found];
    }

    /// <summary>For the name of a theory's case.</summary>
    public override string ToString() => $"{Page}: {Heading}";

    // A '#' inside of a block is no heading: the alternatives are tried from left to right, and a block is taken whole.
    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>(?:.*\n)*?)```$(?:\n\n(?<promise>You see(?:.+\n?)+))?|^#+ (?<heading>.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingOrBlock();
}
