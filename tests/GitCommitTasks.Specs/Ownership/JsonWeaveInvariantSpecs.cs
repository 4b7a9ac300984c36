using System.Text;
using CsCheck;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What holds for every history of a JSON file.</summary>
[Trait("Category", "Slow")]
public sealed class JsonWeaveInvariantSpecs
{
    private static readonly long Iterations = RunSize.IsFull ? 300_000 : 2_000;

    private static readonly string?[] Owners = ["a", "b", "c", null];

    /// <summary>One step of a history.</summary>
    /// <param name="Act">0, 1: a commit; 2: stored and read; 3: HEAD is looked at again; 4: seen by nobody; else an edit.</param>
    /// <param name="Owner">Whose.</param>
    /// <param name="Path">Where.</param>
    /// <param name="Op">What.</param>
    private sealed record Step(int Act, int Owner, List<int> Path, int Op)
    {
        public override string ToString() => $"({Act}, {Owner}, [{string.Join(' ', Path)}], {Op})";
    }

    private static Gen<Step> AnyStep(int ops) => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 7].List[1, 4], Gen.Int[0, ops])
        .Select(t => new Step(t.Item1, t.Item2, t.Item3, t.Item4));

    /// <summary>I3: scalars that repeat, containers that come and go, members that move, layouts and styles that change, commits in between.</summary>
    [Fact]
    public void when_every_owner_has_committed_in_any_order_HEAD_is_the_disk_byte_for_byte()
    {
        Gen.Select(AnyStep(10).List[0, 25], Gen.Shuffle(Owners)).Sample((steps, order) =>
        {
            var number = 0;
            string Scalar() => $"{number++ % 4}";
            var sketch = JsonSketch.Base(Scalar);
            JsonSharedFile file = new(sketch.Render());
            foreach (var step in steps)
                Take(step, file, sketch, Scalar, withForm: true);
            foreach (var owner in order)
                file.Commit(owner);
            file.Changes.ShouldBeEmpty();
            file.Head.AsSpan().SequenceEqual(file.Disk).ShouldBeTrue();
        }, iter: Iterations, print: t => $"{string.Join(" ", t.Item1)} {string.Join(" ", t.Item2)}");
    }

    /// <summary>I2: every scalar has its writer in its text, so a foreign one shows.</summary>
    [Fact]
    public void a_commit_adds_no_value_of_another_owner_and_takes_away_only_what_its_owner_took_away()
    {
        AnyStep(7).List[1, 30].Sample(steps =>
        {
            var number = 0;
            string? writer = "base";
            string Scalar() => $"\"{writer ?? "nobody"}:{number++}\"";
            var sketch = JsonSketch.Base(Scalar);
            JsonSharedFile file = new(sketch.Render());
            Dictionary<string, string?> removers = [];
            foreach (var step in steps)
            {
                writer = Owners[step.Owner];
                var (head, disk) = (Scalars(file.Head), Scalars(file.Disk));
                if (step.Act > 1)
                {
                    sketch.Edit(step.Path, step.Op, Scalar, withForm: false);
                    file.Edit(writer, sketch.Render());
                    foreach (var gone in disk.Except(Scalars(file.Disk)))
                        removers[gone] = writer;
                    continue;
                }

                var isEntangled = file.Commit(writer).Entangled.Count > 0;
                var after = Scalars(file.Head);
                after.Except(head).Where(s => !s.StartsWith($"\"{writer ?? "nobody"}:", StringComparison.Ordinal)).ShouldBeEmpty("what is new is its owner's");
                head.Except(after).Intersect(disk).ShouldBeEmpty("what the disk has is nobody's to take away");
                if (!isEntangled)
                    head.Except(after).Where(s => removers[s] != writer).ShouldBeEmpty("or the commit says so");
            }
        }, iter: Iterations, print: steps => string.Join(" ", steps));
    }

    /// <summary>Without elements that move: when two change places, which of them moved is the diff's choice.</summary>
    [Fact]
    public void a_stash_and_its_pop_or_a_soft_reset_leave_each_value_to_its_owner()
    {
        Gen.Select(AnyStep(10).List[1, 12], Gen.Shuffle(Owners)).Sample((steps, order) =>
        {
            var number = 0;
            string Scalar() => $"{number++}";
            var sketch = JsonSketch.Base(Scalar);
            JsonSharedFile file = new(sketch.Render());
            foreach (var step in steps)
                Take(step with { Act = 9, Op = step.Op == JsonSketch.Move ? 0 : step.Op }, file, sketch, Scalar, withForm: true);
            var before = Values(file);
            var head = file.Head;

            file.StashAndPop();
            Values(file).ShouldBe(before, "after stash and pop");

            foreach (var owner in order)
                file.Commit(owner);
            file.Reset(head);
            Values(file).ShouldBe(before, "after a soft reset");
        }, iter: Iterations, print: t => $"{string.Join(" ", t.Item1)} {string.Join(" ", t.Item2)}");
    }

    private static void Take(Step step, JsonSharedFile file, JsonSketch sketch, Func<string> scalar, bool withForm)
    {
        switch (step.Act)
        {
            case 0 or 1:
                file.Commit(Owners[step.Owner]);
                break;
            case 2:
                file.Store();
                break;
            case 3:
                var before = Owners.Select(file.Text).ToList();
                file.Reset(file.Head);
                Owners.Select(file.Text).ShouldBe(before, "HEAD did not change");
                file.Forget(step.Op);
                break;
            default:
                sketch.Edit(step.Path, step.Op, scalar, withForm);
                file.Edit(Owners[step.Owner], sketch.Render(), isObserved: step.Act > 4);
                break;
        }
    }

    /// <summary>What each owner's commit would hold. Not where: a new member may come before or behind one that is deleted.</summary>
    private static List<string> Values(JsonSharedFile file) => [.. Owners.Select(o => JsonDocumentText.TryParse(file.Compose(o).Content)!.Root.Digest)];

    /// <summary>The strings and numbers in a file; names are not among them.</summary>
    private static List<string> Scalars(byte[]? content) =>
        content is null ? [] : [.. Encoding.UTF8.GetString(content).Split('\n').Select(l => l.Split(": ")[^1].Trim(' ', ',')).Where(l => l.Contains(':', StringComparison.Ordinal))];
}
