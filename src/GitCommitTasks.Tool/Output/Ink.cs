using System.Text;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Tool.Output;

/// <summary>Colours for a terminal, and plain text for everything else.</summary>
/// <remarks>The colours are git's own defaults for diffs; <c>NO_COLOR</c> switches them off (no-color.org).</remarks>
internal sealed class Ink
{
    private const string Reset = "\e[0m";

    private readonly bool isColoured;

    private Ink(bool isColoured, int? width) => (this.isColoured, Width) = (isColoured, width);

    /// <summary>Columns of the terminal; null where lines may be as long as they like.</summary>
    public int? Width { get; }

    /// <summary>For what goes to stdout.</summary>
    public static Ink ForOutput()
    {
        if (Console.IsOutputRedirected)
            return new Ink(isColoured: false, width: null);
        var isPlain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new Ink(!isPlain, TerminalWidth());
    }

    public string Bold(string text) => Paint("1", text);

    public string Faint(string text) => Paint("2", text);

    public string Red(string text) => Paint("31", text);

    public string Green(string text) => Paint("32", text);

    public string Cyan(string text) => Paint("36", text);

    /// <summary>Text of somebody else's: what a terminal would obey is shown, not sent.</summary>
    public static string Harmless(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var harmless = new StringBuilder();
        foreach (var c in text)
            harmless.Append(c == '\t' ? ' ' : c < 0x20 ? (char)(0x2400 + c) : char.IsControl(c) ? '\uFFFD' : c);
        return harmless.ToString();
    }

    /// <summary>A path, quoted as git quotes it when a terminal would obey something in it.</summary>
    /// <param name="path">As it is shown elsewhere, <see cref="PathText.Show"/>.</param>
    public static string Name(string path) => path.Any(char.IsControl) ? PathText.Quote(Encoding.UTF8.GetBytes(path)) : path;

    private string Paint(string code, string text) => isColoured ? $"\e[{code}m{text}{Reset}" : text;

    private static int? TerminalWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : null;
        }
        catch (IOException)
        {
            // No console after all.
            return null;
        }
    }
}
