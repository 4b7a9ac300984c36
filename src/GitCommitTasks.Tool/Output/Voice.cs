using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Tool.Output;

/// <summary>Everything the tool says: diagnostics to stderr as they come, the outcome to stdout, as text or as one JSON object.</summary>
/// <param name="json">Whether stdout gets the JSON object, and no text.</param>
/// <param name="verbose">Whether messages are printed.</param>
/// <param name="nonBlocking">Whether errors are shown as warnings.</param>
internal sealed class Voice(bool json, bool verbose, bool nonBlocking)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Lock printing = new();
    private readonly Stream output = Console.OpenStandardOutput();

    /// <summary>Whether the outcome is JSON.</summary>
    public bool IsJson => json;

    /// <summary>The voice for words that could not be parsed.</summary>
    public static Voice For(IReadOnlyList<string> given) => new(given.TakeWhile(w => w != "--").Contains("--json"), verbose: false, nonBlocking: IsHook(given));

    /// <summary>Whether an agent's hook speaks: it must hear of nothing that it could take for a veto, be the words right or wrong.</summary>
    public static bool IsHook(IReadOnlyList<string> given) => given.TakeWhile(w => w != "--").Contains("--hook");

    /// <summary>Prints a diagnostic in MSBuild's canonical form. Messages only when asked for, but always who is waited for: a wait without a word looks like a hang.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Message && !verbose && diagnostic.Code != Catalog.LockWaiting.Code)
            return;
        Print(Console.OpenStandardError(), Utf8.GetBytes($"git-scoped : {Ink.Harmless(Soften(diagnostic).ToString())}\n"));
    }

    /// <summary>Prints a line that a hook wrote to stderr, where it would have gone by itself.</summary>
    public void Pass(string line) => Print(Console.OpenStandardError(), Utf8.GetBytes(line + "\n"));

    /// <summary>The diagnostic with the severity it has for the caller.</summary>
    public Diagnostic Soften(Diagnostic diagnostic) =>
        nonBlocking && diagnostic.Severity == DiagnosticSeverity.Error ? diagnostic with { Severity = DiagnosticSeverity.Warning } : diagnostic;

    /// <summary>All of them, likewise.</summary>
    public IReadOnlyList<Diagnostic> Soften(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(Soften)];

    /// <summary>Prints a line for people, unless JSON was asked for. What a terminal would obey is shown, not sent.</summary>
    public void Say(string line) => SayPainted(Ink.Harmless(line));

    /// <summary>The same of a line with colours of ours, in which all text of others is harmless already.</summary>
    public void SayPainted(string line)
    {
        if (!json)
            Print(output, Utf8.GetBytes(line + "\n"));
    }

    /// <summary>Prints the JSON object, if it was asked for. Else the serializer is not even loaded: that costs 50 ms.</summary>
    public void Write<T>(T value, Func<ToolJson, JsonTypeInfo<T>> type)
    {
        if (json)
            Print(output, [.. JsonSerializer.SerializeToUtf8Bytes(value, type(ToolJson.Readable)), (byte)'\n']);
    }

    /// <summary>Whether something of the outcome could not be written to stdout: a full disk, say, or a reader that is gone.</summary>
    public bool IsOutputLost { get; private set; }

    private void Print(Stream stream, byte[] text)
    {
        try
        {
            lock (printing)
            {
                stream.Write(text);
                stream.Flush();
            }
        }
        catch (IOException)
        {
            // Whoever read it is gone, or its disk is full. What was done is done: the exit code says that it needs a look.
            IsOutputLost |= stream == output;
        }
    }
}
