namespace GitCommitTasks.Git;

/// <summary>A message as a commit stores it.</summary>
/// <param name="Bytes">Cleaned, without NUL.</param>
/// <param name="Encoding">What the commit's header <c>encoding</c> says; null for UTF-8, where there is no such header.</param>
internal sealed record StoredMessage(byte[] Bytes, string? Encoding)
{
    /// <summary>The first paragraph on one line, as text.</summary>
    public string Subject => SubjectOf(Encoding is null ? CommitEncoding.Conformed(Bytes) : Bytes, Encoding);

    /// <summary>Whether it is in the encoding that the commit says; only UTF-8 can be told.</summary>
    public bool IsWellFormed => Encoding is not null || CommitEncoding.Conformed(Bytes) == Bytes;

    /// <summary>The first line without its end.</summary>
    public ReadOnlySpan<byte> FirstLine => Bytes.AsSpan().IndexOf((byte)'\n') is >= 0 and var end ? Bytes.AsSpan(0, end) : Bytes;

    /// <summary>The first paragraph of a message on one line, as text.</summary>
    /// <param name="message">As stored.</param>
    /// <param name="encoding">As the header says it; null for UTF-8.</param>
    public static string SubjectOf(ReadOnlySpan<byte> message, string? encoding) =>
        CommitEncoding.Decode(message, encoding).TrimStart('\n').Split("\n\n")[0].Trim().ReplaceLineEndings(" ");
}
