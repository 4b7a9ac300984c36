using CsCheck;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

public sealed class WeaveSpecs
{
    private static readonly string?[] Owners = ["a", "b", "c", null];

    /// <summary>One step of a history: an edit by an owner, or a commit of one.</summary>
    private sealed record Step(bool IsCommit, int Owner, int At, int Delete, int Insert, int Letter);

    private static readonly Gen<Step> AnyStep = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 12], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 2])
        .Select(t => new Step(t.Item1 == 0, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6));

    /// <summary>I3: lines that repeat, appends at one place, edits of lines another owner added, commits in between.</summary>
    [Fact]
    public void when_every_owner_has_committed_in_any_order_HEAD_is_the_disk()
    {
        Gen.Select(Gen.Int[0, 8].SelectMany(n => Gen.Int[0, 2].List[n]), AnyStep.List[0, 25], Gen.Shuffle(Owners)).Sample((head, steps, order) =>
        {
            var file = new SharedFile([.. head.Select(Letter)]);
            foreach (var step in steps)
            {
                if (step.IsCommit)
                    file.Commit(Owners[step.Owner]);
                else
                    file.Edit(Owners[step.Owner], step.At, step.Delete, [.. Enumerable.Range(0, step.Insert).Select(i => Letter(step.Letter + i))]);
            }

            foreach (var owner in order)
                file.Commit(owner);
            return file.Head.SequenceEqual(file.Disk);
        }, iter: 20_000);
    }

    /// <summary>I2: every line has its writer in its text, so a foreign one shows.</summary>
    [Fact]
    public void a_commit_adds_no_line_of_another_owner_and_takes_away_only_what_its_owner_deleted()
    {
        AnyStep.List[1, 30].Sample(steps =>
        {
            var file = new SharedFile(["base0", "base1", "base2", "base3", "base4"]);
            var number = 0;
            foreach (var step in steps)
            {
                var owner = Owners[step.Owner];
                if (step.IsCommit)
                {
                    var before = file.Head;
                    file.Commit(owner);
                    if (file.Head.Except(before).Any(l => !l.StartsWith($"{owner ?? "nobody"}:", StringComparison.Ordinal)))
                        return false;
                    if (before.Except(file.Head).Any(l => file.Disk.Contains(l)))
                        return false;
                }
                else
                {
                    file.Edit(owner, step.At, step.Delete, [.. Enumerable.Range(0, step.Insert).Select(_ => $"{owner ?? "nobody"}:{number++}")]);
                }
            }

            return true;
        }, iter: 20_000);
    }

    /// <summary>A replaced line goes with its replacement: no commit has both, and none has neither.</summary>
    [Fact]
    public void a_line_replaced_twice_goes_with_the_last_writer_who_says_whose_it_was()
    {
        var file = new SharedFile(["one", "two", "three"]);
        file.Edit("a", 1, 1, ["two of a"]);
        file.Edit("b", 1, 1, ["two of b"]);

        file.Compose("a").Select(l => l.Text).ShouldBe(["one", "two", "three"], "nothing of a's is left");
        var ofB = file.Compose("b").ToList();
        ofB.Select(l => l.Text).ShouldBe(["one", "two of b", "three"]);
        ofB[1].Inserted.Owners.ShouldBe(["a"]);
    }

    [Fact]
    public void a_stash_and_its_pop_leave_each_line_to_its_owner()
    {
        var file = new SharedFile(["one", "two", "three"]);
        file.Edit("a", 0, 1, ["one of a"]);
        file.Edit("b", 3, 0, ["four of b"]);
        var stashed = file.Disk;

        file.Observe(file.Head);
        file.Observe(stashed);

        file.Compose("a").Select(l => l.Text).ShouldBe(["one of a", "two", "three"]);
        file.Compose("b").Select(l => l.Text).ShouldBe(["one", "two", "three", "four of b"]);
    }

    [Fact]
    public void a_soft_reset_gives_each_owner_its_lines_back()
    {
        var file = new SharedFile(["one", "two"]);
        var before = file.Head;
        file.Edit("a", 0, 1, ["one of a"]);
        file.Edit("b", 2, 0, ["three of b"]);
        file.Commit("b");
        file.Commit("a");

        file.Reset(before);

        file.Compose("a").Select(l => l.Text).ShouldBe(["one of a", "two"]);
        file.Compose("b").Select(l => l.Text).ShouldBe(["one", "two", "three of b"]);
    }

    private static string Letter(int n) => ((char)('x' + (n % 3))).ToString();

    /// <summary>A weave beside a plain model of HEAD and disk.</summary>
    private sealed class SharedFile(string[] head)
    {
        private readonly Weave weave = Weave.Of(head);

        public IReadOnlyList<string> Head { get; private set; } = head;

        public IReadOnlyList<string> Disk { get; private set; } = head;

        public void Edit(string? owner, int at, int delete, IReadOnlyList<string> insert)
        {
            at = Math.Min(at, Disk.Count);
            delete = Math.Min(delete, Disk.Count - at);
            Disk = [.. Disk.Take(at), .. insert, .. Disk.Skip(at + delete)];
            weave.Capture(Disk, owner, isObserved: owner is not null);
            weave.Disk.ShouldBe(Disk);
            weave.Head.ShouldBe(Head);
        }

        public void Observe(IReadOnlyList<string> disk)
        {
            Disk = disk;
            weave.Capture(Disk, null, isObserved: false);
            weave.Disk.ShouldBe(Disk);
        }

        public IEnumerable<WeaveLine> Compose(string? owner) => weave.ComposedFor(owner);

        public void Commit(string? owner)
        {
            Head = [.. weave.ComposedFor(owner).Select(l => l.Text)];
            weave.Committed(owner);
            weave.Head.ShouldBe(Head);
            weave.Disk.ShouldBe(Disk, "a commit changes no working file");
        }

        public void Reset(IReadOnlyList<string> to)
        {
            Head = to;
            weave.Rehead(to);
            weave.Head.ShouldBe(Head);
            weave.Disk.ShouldBe(Disk);
        }
    }
}
