using System.Globalization;
using GitCommitTasks.SideBySide;
using GitCommitTasks.TestKit;

// Without arguments: the same histories committed in four ways, as a table. With a number: so many histories. With "scale": how long one large file takes.
if (args is ["scale"])
{
    Scale.Print(Console.Out);
    return;
}

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 250;
using var repository = new TemporaryRepository();
Tally[] tallies = [new(new WholeFile()), new(new MergeFile(repository)), new(new ZeroContextPatch(repository)), new(new OwnLines())];
for (var seed = 1; seed <= count; seed++)
{
    var history = SharedHistory.Random(seed);
    foreach (var tally in tallies)
        tally.Play(history);
}

Tally.Print(Console.Out, tallies);
