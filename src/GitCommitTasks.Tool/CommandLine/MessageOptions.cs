using System.CommandLine;
using System.Text;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>The options a message is made of.</summary>
internal sealed class MessageOptions
{
    private readonly Option<string[]> text = new("--message", "-m") { HelpName = "MSG", Description = "The message. Given again, it is a further paragraph." };
    private readonly Option<string?> file = new("--file", "-F") { HelpName = "FILE|-", Description = "Read the message from a file, or from stdin." };
    private readonly Option<string[]> field = new("--field") { HelpName = "NAME=VALUE", Description = "Fills {NAME} in the message. Repeatable." };
    private readonly Option<string[]> trailer = new("--trailer") { HelpName = "KEY=VALUE", Description = "Adds a trailer, as trailer.* says. Repeatable." };
    private readonly Option<string?> cleanup = new("--cleanup")
    {
        HelpName = "MODE",
        Description = "How the message is cleaned: strip, whitespace, verbatim, scissors or default. Without it as commit.cleanup says.",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[text, file, field, trailer, cleanup])
            verb.Options.Add(option);
    }

    /// <summary>Whether there is a message, in whichever way.</summary>
    public bool IsGiven(ParseResult words) => words.GetValue(text) is { Length: > 0 } || words.GetValue(file) is not null;

    /// <summary>Whether the message comes from stdin.</summary>
    public bool ReadsInput(ParseResult words) => words.GetValue(file) == "-";

    public IReadOnlyList<string> Trailers(ParseResult words) => words.GetValue(trailer) ?? [];

    /// <summary>Values for placeholders.</summary>
    /// <exception cref="UsageException">One is not <c>NAME=VALUE</c>.</exception>
    public IReadOnlyDictionary<string, string> Fields(ParseResult words)
    {
        var fields = new Dictionary<string, string>();
        foreach (var given in words.GetValue(field) ?? [])
        {
            var equals = given.IndexOf('=', StringComparison.Ordinal);
            fields[equals > 0 ? given[..equals] : throw new UsageException($"'--field' needs NAME=VALUE, not '{given}'", "commit")] = given[(equals + 1)..];
        }

        return fields;
    }

    /// <summary>How the message is cleaned; null: as configured.</summary>
    public string? Cleanup(ParseResult words) => words.GetValue(cleanup);

    /// <summary>The bytes of the message, or null after reporting GCT2016 or 9013.</summary>
    /// <exception cref="UsageException">None is given, or two ways at once.</exception>
    public byte[]? TryRead(ParseResult words, string directory, DiagnosticBag diagnostics)
    {
        var (given, path) = (words.GetValue(text) ?? [], words.GetValue(file));
        if (given.Length > 0 && path is not null)
            throw new UsageException("'-m' and '-F' cannot be used together", "commit");
        if (path is null && given.Length == 0)
            throw new UsageException("there is no message; give '-m MSG' or '-F FILE'", "commit");
        // An argument with bytes that are no UTF-8 does not arrive as it was given; git would store something else.
        if (given.Concat(Trailers(words)).Concat(words.GetValue(field) ?? []).Any(t => t.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            diagnostics.Report(Catalog.MessageUnusable.With("an argument holds U+FFFD, which stands for bytes that are not UTF-8; put the message into a file and give -F FILE"));
            return null;
        }

        return path is null ? Paragraphs(given) : TryReadFile(path, directory, diagnostics);
    }

    /// <summary>As git's builtin/commit.c, <c>opt_parse_m</c>: an empty line between, a line end behind each.</summary>
    private static byte[] Paragraphs(string[] given)
    {
        var all = new StringBuilder();
        foreach (var paragraph in given)
        {
            if (all.Length > 0)
                all.Append('\n');
            all.Append(paragraph);
            if (all.Length > 0 && all[^1] != '\n')
                all.Append('\n');
        }

        return Encoding.UTF8.GetBytes(all.ToString());
    }

    private static byte[]? TryReadFile(string path, string directory, DiagnosticBag diagnostics)
    {
        try
        {
            return InputFile.Read(path, directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file is missing or not ours to read.
            diagnostics.Report(Catalog.EnvironmentFailure.With($"reading the message from '{path}'", e.Message.TrimEnd('.'), "Nothing was committed."));
            return null;
        }
    }
}
