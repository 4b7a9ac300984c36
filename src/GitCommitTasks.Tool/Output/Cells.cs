using System.Text;
using Wcwidth;

namespace GitCommitTasks.Tool.Output;

/// <summary>Text measured in the cells of a terminal: a Chinese character takes two, an accent that is put over a letter none.</summary>
internal static class Cells
{
    /// <summary>How many cells the text takes.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>The text with spaces behind it up to <paramref name="width"/> cells.</summary>
    public static string Padded(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>The text, or as much of it as fits into <paramref name="width"/> cells with an ellipsis behind it.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        var (shortened, room) = (new StringBuilder(), width - 1);
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Width(rune);
            if (room < 0)
                break;
            shortened.Append(rune);
        }

        return shortened.Append('…').ToString();
    }

    /// <summary>Control characters take no cell; they do not get here.</summary>
    private static int Width(Rune rune) => Math.Max(0, UnicodeCalculator.GetWidth(rune));
}
