using System.Globalization;

namespace GitCommitTasks.Contender;

/// <summary><c>hammer GITDIR COUNT FILE</c>: acquires COUNT times; each time it reads the number in FILE and writes the next one.
/// Ends with 4 when it meets another holder inside.</summary>
internal static class HammerVerb
{
    public static int Run(Arguments arguments)
    {
        for (var i = 0; i < arguments.Number(1); i++)
        {
            using var handle = arguments.Lock().Acquire().Handle;
            if (handle is null)
                return 3;
            if (!CountUp(arguments[2]))
                return 4;
        }

        return 0;
    }

    private static bool CountUp(string file)
    {
        var inside = file + ".inside";
        try
        {
            using var mark = new FileStream(inside, FileMode.CreateNew);
        }
        catch (IOException)
        {
            Arguments.Say("two holders");
            return false;
        }

        var count = File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 0;
        Thread.Yield();
        File.WriteAllText(file, (count + 1).ToString(CultureInfo.InvariantCulture));
        File.Delete(inside);
        return true;
    }
}
