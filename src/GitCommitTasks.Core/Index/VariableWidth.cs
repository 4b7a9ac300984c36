namespace GitCommitTasks.Index;

/// <summary>Git's variable width encoding of a number: seven bits a byte, the highest first, with no two encodings of one number.</summary>
/// <remarks>The encoding of an OFS_DELTA offset (<see href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</see>).</remarks>
internal static class VariableWidth
{
    /// <summary>The most bytes a number of 31 bits needs.</summary>
    public const int MaxLength = 5;

    /// <summary>Reads the number at <paramref name="at"/> and moves behind it; null when the bytes end first or it exceeds 31
    /// bits.</summary>
    public static int? TryRead(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = -1;
        while (at < bytes.Length && value < int.MaxValue >> 7)
        {
            var next = bytes[at++];
            value = ((value + 1) << 7) | (next & 0x7fL);
            if (next < 0x80)
                return value <= int.MaxValue ? (int)value : null;
        }

        return null;
    }

    /// <summary>Writes <paramref name="value"/> and returns how many bytes it took.</summary>
    public static int Write(Span<byte> target, int value)
    {
        Span<byte> digits = stackalloc byte[MaxLength];
        var first = MaxLength - 1;
        digits[first] = (byte)(value & 0x7f);
        while ((value >>= 7) != 0)
            digits[--first] = (byte)(0x80 | (--value & 0x7f));
        digits[first..].CopyTo(target);
        return MaxLength - first;
    }
}
