namespace GitCommitTasks.Files;

/// <summary>On Windows a file that another program has open can often be neither replaced nor removed: git opens what it reads so, and so do virus scanners.</summary>
internal static class OpenElsewhere
{
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>Git waits for 71 ms and then asks whoever sits there (compat/mingw.c, <c>mingw_rename</c>); nobody sits here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Does it, on Windows again and again for a second while the file is open elsewhere.</summary>
    /// <param name="change">Replaces or removes a file.</param>
    /// <exception cref="IOException">It failed, or failed for that long.</exception>
    /// <exception cref="UnauthorizedAccessException">The same: Windows does not tell one reason from the other.</exception>
    public static void Retry(Action change) => Retry(change, OperatingSystem.IsWindows() ? Patience : TimeSpan.Zero);

    /// <inheritdoc cref="Retry(Action)"/>
    /// <param name="change">Replaces or removes a file.</param>
    /// <param name="patience">How long it is tried again.</param>
    public static void Retry(Action change, TimeSpan patience)
    {
        var deadline = new Deadline(TimeProvider.System, patience);
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                change();
                return;
            }
            catch (Exception e) when (!deadline.HasPassed && (e is UnauthorizedAccessException || e.HResult == SharingViolation))
            {
                deadline.Pause(pause, CancellationToken.None);
            }
        }
    }

}
