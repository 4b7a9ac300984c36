using System.Text.RegularExpressions;

namespace GitCommitTasks.Specs;

/// <summary>One C# file under <c>src</c>, without its comments, for rules about what code may mention.</summary>
/// <param name="Path">Relative to <c>src</c>, forward slashes.</param>
/// <param name="Code">The text; comments are blanked out, so that line numbers stay.</param>
internal sealed partial record SourceFile(string Path, string Code)
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Files = new(() => [.. Read()]);

    /// <summary>All of them, without what builds put there.</summary>
    public static IReadOnlyList<SourceFile> All => Files.Value;

    /// <summary>Whether it belongs to the library.</summary>
    public bool IsCore => Path.StartsWith(CoreFolder + "/", StringComparison.Ordinal);

    /// <summary>The folder of the library it is in; empty for the root files, which join the folders, and outside of the library.</summary>
    public string Folder => IsCore && Path.Split('/') is { Length: > 2 } names ? names[1] : "";

    private static string CoreFolder => "GitCommitTasks.Core";

    /// <summary>The places where <paramref name="pattern"/> matches, as <c>path:line: text</c>.</summary>
    public IEnumerable<string> Find(Regex pattern) => pattern.Matches(Code)
        .Select(m => $"{Path}:{Code.AsSpan(0, m.Index).Count('\n') + 1}: {m.Value.Trim()}");

    /// <summary><paramref name="text"/> with comments blanked out and strings kept.</summary>
    public static string WithoutComments(string text) => StringOrComment().Replace(
        text, m => m.Value.StartsWith('/') ? LineContent().Replace(m.Value, " ") : m.Value);

    private static IEnumerable<SourceFile> Read()
    {
        var source = SourceTree.Path("src");
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = System.IO.Path.GetRelativePath(source, file).Replace('\\', '/');
            if (!path.Split('/').Any(name => name is "bin" or "obj"))
                yield return new SourceFile(path, WithoutComments(File.ReadAllText(file)));
        }
    }

    /// <summary>Raw, verbatim and plain strings and characters, so that a <c>//</c> in them is no comment; then the two kinds of comments.</summary>
    [GeneratedRegex("""""
        "{3}[\s\S]*?"{3}|@\$?"(?:""|[^"])*"|\$@"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*[\s\S]*?\*/
        """"")]
    private static partial Regex StringOrComment();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex LineContent();
}
