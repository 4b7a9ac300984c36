using System.Diagnostics;
using System.Text;

namespace GitCommitTasks.Plumbing;

/// <summary>A git process that is asked and answers, line by line, until it is told to end.</summary>
/// <remarks><b>If our process dies here</b>, git sees the end of its input and ends too, rolling back what it had only prepared.</remarks>
internal sealed class GitConversation : IDisposable
{
    private readonly GitCall call;
    private readonly Process process;
    private readonly Task<string> errors;
    private readonly Stream input, output;

    private readonly Action<int> ended;

    internal GitConversation(GitCall call, Process process, Diagnostics.Secrets secrets, Action<int> ended)
    {
        (this.call, this.process, this.ended) = (call, process, ended);
        (input, output) = (process.StandardInput.BaseStream, new BufferedStream(process.StandardOutput.BaseStream));
        errors = GitProgram.ReadLines(process.StandardError, secrets, call.OnErrorLine);
    }

    /// <summary>The process id of git.</summary>
    public int ProcessId => process.Id;

    /// <summary>Says something; the line end is the caller's.</summary>
    /// <exception cref="IOException">Git has ended (GCT9018).</exception>
    public void Say(ReadOnlySpan<byte> bytes)
    {
        try
        {
            input.Write(bytes);
            input.Flush();
        }
        catch (IOException)
        {
            // The pipe is closed: git says why.
            throw Ended();
        }
    }

    /// <summary>Says one line.</summary>
    /// <exception cref="IOException">Git has ended (GCT9018).</exception>
    public void SayLine(string line) => Say(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>Reads one line, without its end.</summary>
    /// <exception cref="IOException">Git has ended (GCT9018).</exception>
    public string HearLine() => HearTo((byte)'\n');

    /// <summary>Reads one field of an answer whose fields end in NUL (<c>-z</c>), without its end.</summary>
    /// <exception cref="IOException">Git has ended (GCT9018).</exception>
    public string HearField() => HearTo(0);

    /// <summary>Reads that many bytes.</summary>
    /// <exception cref="IOException">Git has ended (GCT9018).</exception>
    public byte[] Hear(int count)
    {
        var content = new byte[count];
        return output.ReadAtLeast(content, count, throwOnEndOfStream: false) == count ? content : throw Ended();
    }

    /// <summary>Ends the conversation and waits for git to end.</summary>
    /// <returns>Its exit code and what it wrote to standard error.</returns>
    public (int ExitCode, string Errors) End()
    {
        CloseInput();
        process.WaitForExit();
        ended(process.ExitCode);
        // What the user's own programs say in the background is not waited for; git does not do that either.
        Task.WhenAny(errors, Task.Delay(call.IsUsersOwn ? GitProgram.LastWords : Timeout.InfiniteTimeSpan)).GetAwaiter().GetResult();
        return (process.ExitCode, errors.IsCompletedSuccessfully ? errors.Result : string.Empty);
    }

    /// <summary>Ends it if that was not done. Safe to call again.</summary>
    public void Dispose()
    {
        CloseInput();
        process.WaitForExit();
        process.Dispose();
    }

    private string HearTo(byte end)
    {
        var heard = new List<byte>();
        for (var next = output.ReadByte(); next != end; next = output.ReadByte())
        {
            if (next < 0)
                throw Ended();
            heard.Add((byte)next);
        }

        return Encoding.UTF8.GetString([.. heard]);
    }

    private Diagnostics.DiagnosedException Ended()
    {
        var (exitCode, words) = End();
        return GitProgram.Failed(call, exitCode, words);
    }

    private void CloseInput()
    {
        try
        {
            input.Dispose();
        }
        catch (IOException)
        {
            // What was not yet written cannot be: git has ended.
        }
    }
}
