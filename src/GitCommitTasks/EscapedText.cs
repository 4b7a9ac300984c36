using System.Globalization;
using System.Text;

namespace GitCommitTasks;

/// <summary>Text as MSBuild's items take it: what has a meaning in a project file is written as <c>%</c> and two hexadecimal digits.</summary>
/// <remarks>The constructor and <c>SetMetadata</c> of <c>TaskItem</c> take escaped text
/// (<see href="https://learn.microsoft.com/visualstudio/msbuild/msbuild-special-characters">MSBuild special characters</see>).</remarks>
internal static class EscapedText
{
    private const string Special = "%*?@$();'";

    /// <summary>The text, so escaped that an item gives it back as it was. On Unix a backslash too: there it is part of a name, and items make a slash of it.</summary>
    public static string Of(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (var c in text)
        {
            if (Special.Contains(c, StringComparison.Ordinal) || (c == '\\' && !OperatingSystem.IsWindows()))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
