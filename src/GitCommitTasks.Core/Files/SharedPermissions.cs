using System.Globalization;

namespace GitCommitTasks.Files;

/// <summary>Who may read and write the files of a repository that several users share (git-config(1), <c>core.sharedRepository</c>).</summary>
/// <param name="Bits">Permission bits to add, or all there are to be.</param>
/// <param name="IsExact">Whether they are all there are to be: the setting is an octal number.</param>
internal readonly record struct SharedPermissions(UnixFileMode Bits, bool IsExact)
{
    private const UnixFileMode Group = (UnixFileMode)0b110_110_000, Everybody = (UnixFileMode)0b110_110_100, Readers = (UnixFileMode)0b100_100_100;

    /// <summary>Reads the setting (path.c, setup.c: <c>git_config_perm</c>); null for a repository that the umask rules.</summary>
    public static SharedPermissions? Parse(string? setting) => setting?.ToLowerInvariant() switch
    {
        null or "" or "umask" or "0" or "false" or "no" or "off" => null,
        "group" or "1" or "true" or "yes" or "on" => new(Group, false),
        "all" or "world" or "everybody" or "2" => new(Everybody, false),
        { } text => Octal(text) is { } bits ? new(bits, true) : null,
    };

    /// <summary>Gives a file or directory that has just been made the permissions git would (path.c, <c>adjust_shared_perm</c>). Nothing on Windows.</summary>
    /// <param name="path">Absolute.</param>
    public void Apply(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(path);
        // What is made in a shared directory belongs to its group.
        if (Directory.Exists(path))
            mode |= UnixFileMode.SetGroup;
        var bits = mode.HasFlag(UnixFileMode.UserWrite) ? Bits : Bits & ~(UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        if (mode.HasFlag(UnixFileMode.UserExecute))
            bits |= (UnixFileMode)((int)(bits & Readers) >> 2);
        File.SetUnixFileMode(path, IsExact ? bits | (mode & UnixFileMode.SetGroup) : mode | bits);
    }

    private static UnixFileMode? Octal(string text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7' || value > 511)
                return null;
            value = (value * 8) + int.Parse([digit], CultureInfo.InvariantCulture);
        }

        // The owner must be able to read and write (git dies of less).
        return (value & 0b110_000_000) == 0b110_000_000 ? (UnixFileMode)(value & 0b110_110_110) : null;
    }
}
