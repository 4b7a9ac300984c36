using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Tool.Output;

/// <summary>The JSON of every verb: camelCase, every property always there, times in UTC with a Z, durations in milliseconds; compiled ahead of time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(UtcTimeConverter), typeof(KebabCase<CommitOutcome>), typeof(KebabCase<FileChange>), typeof(KebabCase<DiagnosticSeverity>),
        typeof(KebabCase<LockState>), typeof(KebabCase<Liveness>), typeof(KebabCase<BreakOutcome>),
    ])]
[JsonSerializable(typeof(CommitJson))]
[JsonSerializable(typeof(ValidateJson))]
[JsonSerializable(typeof(LockStatusJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(EditBeginJson))]
[JsonSerializable(typeof(EditEndJson))]
[JsonSerializable(typeof(RunJson))]
[JsonSerializable(typeof(LockRunJson))]
[JsonSerializable(typeof(LockBreakJson))]
[JsonSerializable(typeof(RepairJson))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class ToolJson : JsonSerializerContext
{
    private static ToolJson? readable;

    /// <summary>Leaves quotes and letters of other alphabets readable: this is never HTML.</summary>
    public static ToolJson Readable =>
        readable ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Writes <c>NothingToCommit</c> as <c>nothing-to-commit</c>.</summary>
internal sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;

/// <summary>What a verb prints that could not do its work.</summary>
internal sealed record Refusal(string Outcome, IReadOnlyList<Diagnostic> Diagnostics);
