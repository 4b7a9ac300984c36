using System.Buffers.Binary;
using System.Collections;

namespace GitCommitTasks.Index;

/// <summary>The compressed bitmaps of a split index: EWAH, as git stores it (<see href="https://git-scm.com/docs/gitformat-bitmap">gitformat-bitmap</see>, appendix A).</summary>
/// <remarks>Length in bits, number of words, the words, and the position of the last marker. A marker word counts the equal words that follow it unwritten (bit 0: of which
/// bits; bits 1 to 32: how many) and the words behind that are written out (bits 33 to 63).</remarks>
internal static class Bitmap
{
    private const int WordBits = 64, WordLength = 8, LongestRun = int.MaxValue;

    /// <summary>Reads the bitmap at the begin of <paramref name="data"/> and moves behind it.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="length">How many bits there can be; one that is set behind them is an error.</param>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public static BitArray Read(ref ReadOnlySpan<byte> data, int length)
    {
        if (data.Length < 8)
            throw Malformed();
        var count = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (count > (data.Length - 12) / WordLength)
            throw Malformed();
        var bits = new BitArray(length);
        var words = data.Slice(8, (int)count * WordLength);
        data = data[(12 + words.Length)..];
        for (long at = 0; !words.IsEmpty;)
        {
            var marker = Next(ref words);
            var run = (long)((marker >> 1) & uint.MaxValue) * WordBits;
            if ((marker & 1) != 0)
                Set(bits, at, run, _ => true);
            at += run;
            for (var literals = marker >> 33; literals > 0; literals--, at += WordBits)
            {
                if (words.IsEmpty)
                    throw Malformed();
                var word = Next(ref words);
                Set(bits, at, WordBits, i => (word >> i & 1) != 0);
            }
        }

        return bits;
    }

    /// <summary>The bitmap as it is stored.</summary>
    public static byte[] Write(BitArray bits)
    {
        var words = new List<ulong>();
        var marker = 0;
        for (int at = 0, count = (bits.Length + WordBits - 1) / WordBits; at < count;)
        {
            marker = words.Count;
            var (zeros, literals) = (0, 0);
            while (at < count && zeros < LongestRun && WordAt(bits, at) == 0)
                (zeros, at) = (zeros + 1, at + 1);
            words.Add(0);
            for (; at < count && WordAt(bits, at) is var word and not 0; at++, literals++)
                words.Add(word);
            words[marker] = ((ulong)zeros << 1) | ((ulong)literals << 33);
        }

        if (words.Count == 0)
            words.Add(0);
        var data = new byte[12 + (words.Count * WordLength)];
        BinaryPrimitives.WriteInt32BigEndian(data, bits.Length);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), words.Count);
        for (var i = 0; i < words.Count; i++)
            BinaryPrimitives.WriteUInt64BigEndian(data.AsSpan(8 + (i * WordLength)), words[i]);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(data.Length - 4), marker);
        return data;
    }

    private static ulong Next(ref ReadOnlySpan<byte> words)
    {
        var word = BinaryPrimitives.ReadUInt64BigEndian(words);
        words = words[WordLength..];
        return word;
    }

    private static void Set(BitArray bits, long from, long count, Func<int, bool> isSet)
    {
        for (var i = 0; i < count; i++)
        {
            if (!isSet(i))
                continue;
            if (from + i >= bits.Length)
                throw Malformed();
            bits[(int)(from + i)] = true;
        }
    }

    private static ulong WordAt(BitArray bits, int word)
    {
        ulong value = 0;
        for (var i = word * WordBits; i < Math.Min(bits.Length, (word + 1) * WordBits); i++)
        {
            if (bits[i])
                value |= 1UL << (i % WordBits);
        }

        return value;
    }

    private static InvalidDataException Malformed() => new("a bitmap of its split index is malformed");
}
