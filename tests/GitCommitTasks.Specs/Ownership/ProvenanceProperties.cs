using CsCheck;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Any history of a shared file: edits in windows and outside, commits by owners and by plain git, stashes, resets, changes of mode and kind.</summary>
public sealed class ProvenanceProperties
{
    private static readonly Gen<FileEdit> AnyEdit = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 12], Gen.Int[0, 4], Gen.Int[0, 4], (k, a, d, i) => new FileEdit(k, a, d, i));

    private static readonly Gen<FileState> UniqueLines = Head(different: 8);

    private static readonly Gen<FileState> RepeatedLines = Head(different: 4);

    private static readonly Gen<HistoryStep> AnyStep = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 3], AnyEdit, (k, o, e) => new HistoryStep(k, o, e));

    private static readonly Gen<HistoryStep> TaggedStep = AnyStep.Select(s => s with { Edit = s.Edit.Rewrites ? s.Edit with { Kind = s.Edit.Kind - 60 } : s.Edit });

    /// <summary>I3.</summary>
    [Fact]
    public void whatever_happened_to_a_file_when_every_owner_has_committed_HEAD_is_the_disk() =>
        Gen.Select(RepeatedLines, AnyStep.List[0, 20], Gen.Shuffle(ProvenanceModel.Owners)).Sample((head, steps, order) =>
        {
            var file = new ProvenanceModel(head, isTagged: false);
            foreach (var step in steps)
                file.Do(step);
            foreach (var owner in order)
                file.Commit(owner);
            file.HasConverged.ShouldBeTrue(file.ToString());
        }, iter: Iterations, print: Print);

    /// <summary>I2 and I3: every line has its writer in its text.</summary>
    [Fact]
    public void whatever_happened_to_a_file_a_commit_holds_no_line_of_another_owner_than_it_names() =>
        Gen.Select(UniqueLines, TaggedStep.List[0, 20], Gen.Shuffle(ProvenanceModel.Owners)).Sample((head, steps, order) =>
        {
            var file = new ProvenanceModel(head, isTagged: true);
            foreach (var step in steps)
                file.Do(step);
            foreach (var owner in order)
                file.Commit(owner);
            file.HasConverged.ShouldBeTrue(file.ToString());
        }, iter: Iterations, print: Print);

    private static Gen<FileState> Head(int different) => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7], Gen.Bool, (kind, lines, ends) => kind == 0
        ? FileState.Missing
        : new FileState(EntryMode.File, [.. new TextLines([.. Enumerable.Range(0, lines).Select(n => $"base{n % different}")], ends || lines == 0).Join()]));

    private static long Iterations => Environment.GetEnvironmentVariable("GCT_STRESS") == "full" ? 300_000 : 3_000;

    private static string Print((FileState Head, List<HistoryStep> Steps, string?[] Order) t) =>
        $"{new ProvenanceModel(t.Head, false)}\n{string.Join('\n', t.Steps)}\n{string.Join(' ', t.Order.Select(o => o ?? "nobody"))}";
}
