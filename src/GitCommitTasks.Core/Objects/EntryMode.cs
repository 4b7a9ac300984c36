namespace GitCommitTasks.Objects;

/// <summary>The mode of a tree or index entry. Git knows no others
/// (<see href="https://git-scm.com/docs/index-format">index-format</see>, <c>canon_mode</c> in git's cache.h).</summary>
internal enum EntryMode
{
    /// <summary>Octal 040000.</summary>
    Tree = 0x4000,

    /// <summary>Octal 100644.</summary>
    File = 0x81A4,

    /// <summary>Octal 100755.</summary>
    Executable = 0x81ED,

    /// <summary>Octal 120000.</summary>
    SymbolicLink = 0xA000,

    /// <summary>Octal 160000: the commit of a submodule.</summary>
    Submodule = 0xE000,
}

/// <summary>What the modes mean.</summary>
internal static class EntryModes
{
    /// <summary>Whether the mode is that of a regular file, executable or not.</summary>
    public static bool IsRegular(this EntryMode mode) => mode is EntryMode.File or EntryMode.Executable;

    /// <summary>The octal digits as a tree object holds them: without a leading zero.</summary>
    public static string ToOctal(this EntryMode mode) => Convert.ToString((int)mode, 8);
}
