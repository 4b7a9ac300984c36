using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Plumbing;

/// <summary>Git itself, for the steps that are done by nobody else as git does them.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> No shell. Paths are literal (<c>--literal-pathspecs</c>). Git finds the repository by itself, so its ownership checks
/// (<c>safe.directory</c>) stay on. A call that is cancelled ends with every process it started.</para>
/// <para><b>Does not guarantee</b> to be cheap: a call costs a process, about 3 ms. Looked for when first needed, not before.</para>
/// </remarks>
/// <param name="top">Absolute path of the top of the working tree.</param>
/// <param name="environment">The environment git would see. A repository given by <c>GIT_DIR</c> must be given by absolute paths.</param>
internal sealed class GitProgram(string top, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The first with <c>git hook run</c> (its release notes).</summary>
    public static readonly Version Least = new(2, 36);

    /// <summary>A background process of a hook may keep the pipe open; git itself would not wait for it at all.</summary>
    internal static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>How long our own handler may take longer than git's end by the same signal. A thousand times what it takes on an idle machine.</summary>
    private static readonly TimeSpan HandlerDelay = TimeSpan.FromSeconds(2);

    private readonly Secrets secrets = new(environment);
    private volatile bool wasInterrupted;
    private string? found;
    private Version? version;

    /// <summary>Ends the calls that are given no token of their own.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Whether the operation is cancelled by a signal that a git of ours was ended by, too: a terminal sends it to both at once, and git's end may be
    /// seen before our handler has run.</summary>
    /// <param name="cancellation">Cancelled by that handler, which is waited for.</param>
    public bool IsInterrupted(CancellationToken cancellation) => wasInterrupted && cancellation.CanBeCanceled && cancellation.WaitHandle.WaitOne(HandlerDelay);

    /// <summary>Runs git to its end. An exit code other than 0 is the caller's to judge.</summary>
    /// <exception cref="DiagnosedException">There is no git, or it is too old (GCT9017).</exception>
    /// <exception cref="OperationCanceledException">Cancelled: git was ended.</exception>
    public GitOutput Run(GitCall call, CancellationToken cancellation = default)
    {
        cancellation = cancellation.CanBeCanceled ? cancellation : Cancellation;
        using var process = Start(call);
        using var ending = cancellation.Register(() => End(process));
        var output = Drain(process.StandardOutput.BaseStream);
        var errors = ReadLines(process.StandardError, secrets, call.OnErrorLine);
        Feed(process, call.Input);
        process.WaitForExit();
        // What git says is read to its end; what the user's own programs say, as far as it is said by now.
        Task.WhenAll(output, errors).Wait(call.IsUsersOwn ? LastWords : Timeout.InfiniteTimeSpan, CancellationToken.None);
        if (Noted(process.ExitCode) && IsInterrupted(cancellation))
            cancellation.ThrowIfCancellationRequested();
        cancellation.ThrowIfCancellationRequested();
        return new GitOutput(process.ExitCode, Collected(output, []), Collected(errors, string.Empty));
    }

    /// <summary>The output of a call that is to succeed.</summary>
    /// <exception cref="DiagnosedException">There is no git (GCT9017), or it failed (GCT9018).</exception>
    public byte[] Read(GitCall call, CancellationToken cancellation = default)
    {
        var result = Run(call, cancellation);
        return result.ExitCode == 0 ? result.Output : throw Failed(call, result.ExitCode, result.Errors);
    }

    /// <summary>The output of a call that is to succeed, as text without its last line end.</summary>
    /// <exception cref="DiagnosedException">There is no git (GCT9017), or it failed (GCT9018).</exception>
    public string ReadText(GitCall call, CancellationToken cancellation = default) => Encoding.UTF8.GetString(Read(call, cancellation)).TrimEnd('\n');

    /// <summary>Which git it is: major and minor number.</summary>
    /// <param name="need">What needs git, as a subject, for the error.</param>
    /// <exception cref="DiagnosedException">There is no git, or it is too old (GCT9017).</exception>
    public Version VersionFor(string need)
    {
        found ??= Find(need);
        return version!;
    }

    /// <summary>Starts git for a conversation over its standard input and output.</summary>
    /// <exception cref="DiagnosedException">There is no git, or it is too old (GCT9017).</exception>
    public GitConversation Converse(GitCall call) => new(call, Start(call), secrets, exitCode => Noted(exitCode));

    /// <summary>Starts git and leaves it to itself; what it says goes nowhere. It may outlive this process.</summary>
    /// <exception cref="DiagnosedException">There is no git, or it is too old (GCT9017).</exception>
    public void StartInBackground(GitCall call)
    {
        // Pipes whose ends are closed here: what it writes must not reach a stream that our caller reads to its end.
        using var process = Start(call);
        process.StandardInput.Close();
        process.StandardOutput.Close();
        process.StandardError.Close();
    }

    /// <summary>A failure of a call in words.</summary>
    public static DiagnosedException Failed(GitCall call, int exitCode, string errors)
    {
        var reason = errors.Trim().ReplaceLineEndings(" ");
        return new DiagnosedException(Catalog.GitFailed.With(call.Verb, exitCode, reason.Length == 0 ? "it gave no reason" : reason.TrimEnd('.'), call.Need));
    }

    private Process Start(GitCall call)
    {
        var start = Prepare(found ??= Find(call.Need), call);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            // It is there and cannot be executed, or was removed since it was found.
            throw Missing(call.Need, e.Message.TrimEnd('.'), e);
        }
    }

    private ProcessStartInfo Prepare(string program, GitCall call)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = call.Directory ?? top,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        foreach (var argument in (string[])[.. call.IsUsersOwn ? (string[])[] : ["--literal-pathspecs", .. GitCall.Unwatched], .. call.Arguments])
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in environment.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)).Concat(call.Environment))
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return start;
    }

    private string Find(string need)
    {
        var file = OperatingSystem.IsWindows() ? "git.exe" : "git";
        var path = (environment.GetValueOrDefault("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .Select(d => Path.Combine(d, file))
            .FirstOrDefault(File.Exists) ?? throw Missing(need, "there is no 'git' on the PATH");
        found = path;
        var words = ReadText(new GitCall(need, "version"));
        return (version = ParseVersion(words)) is not null && version >= Least ? path : throw Missing(need, $"'{path}' is '{words}'");
    }

    /// <summary>The version in <c>git version 2.39.5 (Apple Git-154)</c>; null when there is none.</summary>
    private static Version? ParseVersion(string words)
    {
        var numbers = words.Split(' ').ElementAtOrDefault(2)?.Split('.') ?? [];
        return numbers.Length >= 2
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? new Version(major, minor) : null;
    }

    private DiagnosedException Missing(string need, string reason, Exception? inner = null)
    {
        found = null;
        return new DiagnosedException(Catalog.GitMissing.With(need, reason, Least), inner);
    }

    private static void Feed(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input.Span);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it; its exit code says why.
        }
    }

    private static async Task<byte[]> Drain(Stream stream)
    {
        using var content = new MemoryStream();
        await stream.CopyToAsync(content).ConfigureAwait(false);
        return content.ToArray();
    }

    internal static async Task<string> ReadLines(StreamReader reader, Secrets secrets, Action<string>? onLine)
    {
        var all = new StringBuilder();
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            var shown = secrets.Mask(line);
            onLine?.Invoke(shown);
            all.Append(shown).Append('\n');
        }

        return all.ToString();
    }

    /// <summary>Whether that is the end by SIGINT or SIGTERM (128+n), which is kept in mind.</summary>
    private bool Noted(int exitCode)
    {
        var isSignal = exitCode is 128 + 2 or 128 + 15;
        wasInterrupted |= isSignal;
        return isSignal;
    }

    private static T Collected<T>(Task<T> task, T otherwise) => task.IsCompletedSuccessfully ? task.Result : otherwise;

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
