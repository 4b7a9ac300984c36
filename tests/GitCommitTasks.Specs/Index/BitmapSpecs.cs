using System.Collections;
using CsCheck;
using GitCommitTasks.Index;

namespace GitCommitTasks.Specs.Index;

/// <summary>The bitmaps of a split index, written and read back; that git reads them, and we git's, the specs of commits in a split index show.</summary>
public sealed class BitmapSpecs
{
    [Fact]
    public void a_bitmap_is_read_back_as_it_was_written()
    {
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 5]).SelectMany((length, density) => Gen.Int[0, 10].Array[length].Select(n => n.Select(i => i < density).ToArray()))
            .Sample(bits =>
            {
                ReadOnlySpan<byte> data = [.. Bitmap.Write(new BitArray(bits)), 7];
                var read = Bitmap.Read(ref data, bits.Length);
                return read.Cast<bool>().SequenceEqual(bits) && data.SequenceEqual<byte>([7]);
            }, iter: 1_000);
    }

    [Fact]
    public void runs_of_ones_are_understood()
    {
        // 70 bits: one run of one word of ones, then one word written out with six more.
        byte[] data = [0, 0, 0, 70, 0, 0, 0, 2, .. Word(1 | (1UL << 1) | (1UL << 33)), .. Word(0b111111), 0, 0, 0, 0];
        ReadOnlySpan<byte> rest = data;

        Bitmap.Read(ref rest, 70).Cast<bool>().ShouldAllBe(b => b);
        rest.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(69)]
    public void a_bit_that_is_set_behind_the_last_entry_is_an_error(int length)
    {
        byte[] data = [0, 0, 0, 70, 0, 0, 0, 2, .. Word(1 | (1UL << 1) | (1UL << 33)), .. Word(0b111111), 0, 0, 0, 0];

        Should.Throw<InvalidDataException>(() =>
        {
            ReadOnlySpan<byte> rest = data;
            Bitmap.Read(ref rest, length);
        });
    }

    [Fact]
    public void a_bitmap_that_is_cut_off_is_an_error()
    {
        var data = Bitmap.Write(new BitArray(Enumerable.Range(0, 300).Select(i => i % 70 == 0).ToArray()));
        for (var length = 0; length < data.Length; length++)
        {
            Should.Throw<InvalidDataException>(() =>
            {
                ReadOnlySpan<byte> cut = data.AsSpan(0, length);
                Bitmap.Read(ref cut, 300);
            });
        }
    }

    private static byte[] Word(ulong value) => [.. BitConverter.GetBytes(value).Reverse()];
}
