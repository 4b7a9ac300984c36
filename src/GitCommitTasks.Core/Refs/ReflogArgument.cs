using System.Text;
using System.Text.Unicode;
using GitCommitTasks.Files;

namespace GitCommitTasks.Refs;

/// <summary>The arguments by which <c>git update-ref</c> gets the message for the reflog, byte for byte.</summary>
/// <remarks>Arguments of a process are text in .NET. A message that is not UTF-8 is given by an alias in a configuration file, where it is bytes.
/// <para><b>Does not guarantee</b> that more than the first <see cref="Longest"/> bytes arrive: git takes this message as an argument only.</para></remarks>
internal sealed class ReflogArgument : IDisposable
{
    /// <summary>In bytes. A command line of Windows holds 32,767 characters (CreateProcess), an argument on Linux 131,072 bytes (execve(2)).</summary>
    internal const int Longest = 30_000;

    private const string Verb = "update-ref", Alias = "scoped-update-ref";

    private readonly string? file;

    /// <param name="message">One line.</param>
    /// <param name="newTemporaryPath">Names a file that only the caller uses.</param>
    /// <exception cref="IOException">The file could not be written.</exception>
    public ReflogArgument(byte[] message, Func<string> newTemporaryPath)
    {
        message = Cut(message);
        if (Utf8.IsValid(message))
        {
            Arguments = [Verb, "-m", Encoding.UTF8.GetString(message), "--stdin"];
            return;
        }

        file = newTemporaryPath();
        // Quoted once for the alias (alias.c, split_cmdline) and once for the file (git-config(1), SYNTAX). Latin-1 keeps every byte what it is.
        var command = $"{Verb} -m {Quote(Encoding.Latin1.GetString(message))} --stdin";
        AtomicFile.Write(file, Encoding.Latin1.GetBytes($"[alias]\n\t{Alias} = {Quote(command)}\n"), durable: false);
        Arguments = ["-c", $"include.path={file}", Alias];
    }

    /// <summary>Verb and arguments.</summary>
    public string[] Arguments { get; }

    /// <summary>Removes the file; git has read it by its first answer. Safe to call again.</summary>
    public void Dispose()
    {
        if (file is not null)
            File.Delete(file);
    }

    /// <summary>Cut before a byte that begins a character.</summary>
    private static byte[] Cut(byte[] message)
    {
        var end = Math.Min(message.Length, Longest);
        while (end < message.Length && end > 0 && (message[end] & 0xC0) == 0x80)
            end--;
        return message[..end];
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
