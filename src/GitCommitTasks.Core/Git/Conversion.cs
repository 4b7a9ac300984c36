namespace GitCommitTasks.Git;

/// <summary>How the content of a file may have to be changed on its way into the object store. Whatever has to be changed is changed by git.</summary>
internal enum Conversion
{
    /// <summary>It is stored as it is.</summary>
    None,

    /// <summary>Line ends or idents: see <see cref="Conversions.Touches"/>.</summary>
    OfText,

    /// <summary>A filter, an encoding, or rules that only git can tell.</summary>
    ByGitOnly,
}

/// <summary>What the conversions do to content.</summary>
internal static class Conversions
{
    /// <summary>Whether content can come out changed: line ends are only ever taken from CR LF to LF, and idents begin with <c>$Id</c> (convert.c,
    /// <c>crlf_to_git</c>, <c>ident_to_git</c>).</summary>
    public static bool Touches(this Conversion conversion, ReadOnlySpan<byte> content) => conversion switch
    {
        Conversion.None => false,
        Conversion.OfText => content.IndexOf("\r\n"u8) >= 0 || content.IndexOf("$Id"u8) >= 0,
        _ => true,
    };
}
