using CsCheck;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A file in HEAD, what happened to it, and the order in which the owners commit in the end.</summary>
internal sealed record History(FileState Head, List<HistoryStep> Steps, string?[] Order)
{
    private static readonly Gen<FileEdit> AnyEdit =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 12], Gen.Int[0, 4], Gen.Int[0, 4], (k, a, d, i) => new FileEdit(k, a, d, i));

    private static readonly Gen<HistoryStep> AnyStep = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 3], AnyEdit, (k, o, e) => new HistoryStep(k, o, e));

    /// <summary>Histories of a file in which few texts repeat in many lines.</summary>
    public static Gen<History> OfRepeatedLines(int most) => Of(different: 4, AnyStep, most);

    /// <summary>Histories in which each line is there once and nobody writes another's line anew, so that its text can say whose it is.</summary>
    public static Gen<History> OfUniqueLines(int most) => Of(
        different: 8, AnyStep.Select(s => s with { Edit = s.Edit.Rewrites ? s.Edit with { Kind = s.Edit.Kind - 60 } : s.Edit }), most);

    /// <summary>Histories of a JSON document in which each scalar is there once and says who wrote it.</summary>
    public static Gen<History> OfDocuments(int most) => Gen.Select(Gen.Int[0, 4], AnyStep.List[0, most], Gen.Shuffle(ProvenanceModel.Owners), (values, s, o) =>
        new History(values == 0 ? FileState.Missing : JsonFileEdit.Document(values), s, o));

    /// <summary>Histories of a JSON document that is always regular and keeps its layout.</summary>
    public static Gen<History> OfRegularDocuments(int most) => OfDocuments(most).Select(h => h with { Steps = [.. h.Steps.Select(Regular)] });

    public override string ToString() =>
        $"{new ProvenanceModel(Head, isTagged: false)}\n{string.Join('\n', Steps)}\n{string.Join(' ', Order.Select(o => o ?? "nobody"))}";

    private static Gen<History> Of(int different, Gen<HistoryStep> step, int most) =>
        Gen.Select(AnyHead(different), step.List[0, most], Gen.Shuffle(ProvenanceModel.Owners), (h, s, o) => new History(h, s, o));

    private static Gen<FileState> AnyHead(int different) => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7], Gen.Bool, (kind, lines, ends) => kind == 0
        ? FileState.Missing
        : new FileState(EntryMode.File, new TextLines([.. Enumerable.Range(0, lines).Select(n => $"base{n % different}")], ends || lines == 0).Join()));

    private static HistoryStep Regular(HistoryStep step) => step with
    {
        Edit = step.Edit.Kind is >= 80 and < 90 ? step.Edit with { Kind = step.Edit.Kind - 40 } : step.Edit,
    };
}
