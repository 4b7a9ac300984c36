using System.Text;

namespace GitCommitTasks.Ownership;

/// <summary>A file's content as lines: each without its line feed, one character a byte, so that any content comes back byte for byte.</summary>
/// <remarks>A carriage return belongs to its line. Whether the last line ends in a line feed is kept apart: it is nobody's line, and
/// were it part of the last one, adding a line behind would change a line of somebody else. For the same reason a last line without its line
/// feed has the carriage return that it would have with it, in a file whose first line has one.</remarks>
/// <param name="Lines">The lines in order; none for an empty file.</param>
/// <param name="EndsInLineFeed">Whether the last line has its line feed. True for an empty file.</param>
internal sealed record TextLines(IReadOnlyList<string> Lines, bool EndsInLineFeed)
{
    /// <summary>How much of a file is looked at to tell text from binary: git's FIRST_FEW_BYTES (xdiff-interface.c).</summary>
    private const int Inspected = 8000;

    public static TextLines Empty { get; } = new([], EndsInLineFeed: true);

    /// <summary>Whether git would call the content binary: a NUL among the first bytes (<c>buffer_is_binary</c>).</summary>
    public static bool IsBinary(ReadOnlySpan<byte> content) => content[..Math.Min(Inspected, content.Length)].Contains((byte)0);

    /// <summary>The lines of <paramref name="content"/>.</summary>
    public static TextLines Split(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return Empty;
        var ends = content[^1] == '\n';
        var lines = Encoding.Latin1.GetString(ends ? content[..^1] : content).Split('\n');
        if (!ends && HasCarriageReturns(lines))
            lines[^1] += '\r';
        return new TextLines(lines, ends);
    }

    /// <summary>Whether the lines would come back as others without the line feed of the last one: it would be none, or have the carriage return of the first.</summary>
    public static bool NeedLineFeed(IReadOnlyList<string> lines) => lines is [.., "" or "\r"] || (HasCarriageReturns(lines) && !lines[^1].EndsWith('\r'));

    /// <summary>The content these lines make.</summary>
    public byte[] Join()
    {
        if (Lines.Count == 0)
            return [];
        var text = string.Join('\n', Lines);
        return Encoding.Latin1.GetBytes(EndsInLineFeed ? text + '\n' : HasCarriageReturns(Lines) && text.EndsWith('\r') ? text[..^1] : text);
    }

    private static bool HasCarriageReturns(IReadOnlyList<string> lines) => lines.Count > 1 && lines[0].EndsWith('\r');
}
