using System.CommandLine;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>Brings the words of a command line into one form, <c>verb --option=value … -- operand …</c>, by git's rules.</summary>
/// <remarks>System.CommandLine takes an unknown option for an operand, a value that looks like an option for an option, and lets an optional value
/// swallow the next word. In this form it can do none of that. Rules: gitcli(7); a value that is optional must be attached (<c>-Skey</c>).</remarks>
internal sealed class Words
{
    private readonly List<Command> path;
    private readonly List<string> options = [], operands = [];
    private readonly Queue<string> rest;

    private Words(Command root, IEnumerable<string> given) => (path, rest) = ([root], new Queue<string>(given));

    /// <summary>The words in that form.</summary>
    /// <exception cref="UsageException">An option or a verb is unknown, or a value is missing.</exception>
    public static IReadOnlyList<string> Normalize(Command root, IEnumerable<string> given)
    {
        var words = new Words(root, given);
        words.ReadAll();
        return [.. words.path[1..].Select(c => c.Name), .. words.options, "--", .. words.operands];
    }

    private string? Verb => path.Count == 1 ? null : string.Join(' ', path[1..].Select(c => c.Name));

    private void ReadAll()
    {
        while (rest.TryDequeue(out var word))
        {
            if (word == "--")
                operands.AddRange(Drain());
            else if (word.StartsWith("--", StringComparison.Ordinal))
                ReadLong(word);
            else if (word.Length > 1 && word[0] == '-')
                ReadShort(word);
            else if (path[^1].Subcommands.Count > 0)
                path.Add(path[^1].Subcommands.FirstOrDefault(c => c.Name == word) ?? throw new UsageException($"unknown verb '{word}'", Verb));
            else
                operands.Add(word);
        }
    }

    private IEnumerable<string> Drain()
    {
        while (rest.TryDequeue(out var word))
            yield return word;
    }

    private void ReadLong(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var option = Find(equals < 0 ? word : word[..equals]);
        if (equals >= 0 && IsFlag(option))
            throw new UsageException($"'{option.Name}' takes no value", Verb);
        if (equals >= 0)
            Add(option, word[(equals + 1)..]);
        else
            AddWithoutAttached(option);
    }

    /// <summary>One dash and letters: flags, the last of which may take a value, attached or not.</summary>
    private void ReadShort(string word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            var option = Find("-" + word[at]);
            if (!IsFlag(option) && at + 1 < word.Length)
            {
                Add(option, word[(at + 1)..]);
                return;
            }

            AddWithoutAttached(option);
        }
    }

    private void AddWithoutAttached(Option option)
    {
        if (IsFlag(option) || option.Arity.MinimumNumberOfValues == 0)
        {
            options.Add(option.Name);
            return;
        }

        if (!rest.TryDequeue(out var value) || (option.AllowMultipleArgumentsPerToken && value == "--"))
            throw new UsageException($"'{option.Name}' needs a value", Verb);
        Add(option, value);
        while (option.AllowMultipleArgumentsPerToken && rest.TryPeek(out var next) && !(next.Length > 1 && next[0] == '-'))
            Add(option, rest.Dequeue());
    }

    /// <summary>An empty value must stand alone: behind an equals sign System.CommandLine takes it for a missing one.</summary>
    private void Add(Option option, string value) => options.AddRange(value.Length == 0 ? [option.Name, value] : [$"{option.Name}={value}"]);

    private Option Find(string name) =>
        path.SelectMany((c, depth) => c.Options.Where(o => depth == path.Count - 1 || o.Recursive))
            .FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name))
        ?? throw new UsageException($"unknown option '{name}'", Verb);

    private static bool IsFlag(Option option) => option.ValueType == typeof(bool) || option.ValueType == typeof(void);
}
