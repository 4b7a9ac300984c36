namespace GitCommitTasks.Index;

/// <summary>The extension <c>UNTR</c>: which files git last saw that are not tracked, by directory.</summary>
internal static class UntrackedCache
{
    /// <summary>Two stat records of 36 bytes, flags of 4; behind them two ids.</summary>
    private const int LengthWithoutIds = (2 * 36) + 4;

    /// <summary>The extension with the same settings and no directory, or null when <paramref name="data"/> is malformed.</summary>
    /// <remarks>A path that was added or removed makes what is known of its directory wrong, and to forget just that takes git's
    /// compressed bitmaps. To leave the extension out would switch the cache off where it was switched on by <c>git update-index
    /// --untracked-cache</c>; without directories, as <c>write_untracked_extension</c> in git's dir.c writes it before the first use, git
    /// fills it at its next status.</remarks>
    public static ReadOnlyMemory<byte>? TryEmpty(ReadOnlySpan<byte> data, int idLength)
    {
        var fixedLength = LengthWithoutIds + (2 * idLength);
        var at = 0;
        var environment = VariableWidth.TryRead(data, ref at);
        if (environment is null || data.Length - at - fixedLength < environment)
            return null;
        at += environment.Value + fixedLength;
        var ignoreFile = data[at..].IndexOf((byte)0);
        return ignoreFile < 0 ? null : (byte[])[.. data[..(at + ignoreFile + 1)], 0];
    }
}
