using System.Globalization;
using System.Runtime.InteropServices;

namespace GitCommitTasks.Git;

/// <summary>The configuration git would see: system, global, repository and worktree files with their includes, then the environment.</summary>
/// <remarks>A snapshot. Names are compared as git compares them: section and last part without regard to case.</remarks>
internal sealed class GitConfiguration
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    private GitConfiguration()
    {
    }

    /// <summary>Reads the configuration of the repository behind <paramref name="layout"/>.</summary>
    /// <param name="layout">The working tree.</param>
    /// <param name="repository">libgit2's handle for conditional includes, or 0.</param>
    /// <param name="environment">Honoured as in git-config(1), ENVIRONMENT: <c>GIT_CONFIG_GLOBAL</c>, <c>_SYSTEM</c>, <c>_NOSYSTEM</c>, <c>_COUNT</c>, <c>_PARAMETERS</c>, <c>HOME</c>, <c>XDG_CONFIG_HOME</c>.</param>
    /// <exception cref="IOException">A file is there and cannot be parsed.</exception>
    public static GitConfiguration Read(RepositoryLayout layout, nint repository, IReadOnlyDictionary<string, string> environment)
    {
        var result = new GitConfiguration();
        WithFiles(layout, repository, environment, result.AddAll);
        foreach (var (name, value) in GitConfigurationEnvironment.Entries(environment))
            result.Add(name, value);
        return result;
    }

    /// <summary>The configuration as git itself lists it.</summary>
    public static GitConfiguration Of(IEnumerable<(string Name, string Value)> entries)
    {
        var result = new GitConfiguration();
        foreach (var (name, value) in entries)
            result.Add(name, value);
        return result;
    }

    /// <summary>Has libgit2 use the same files for the open <paramref name="repository"/>: by itself it knows nothing of <c>GIT_CONFIG_GLOBAL</c> and its like.</summary>
    /// <exception cref="IOException">A file is there and cannot be parsed.</exception>
    public static void Use(RepositoryLayout layout, nint repository, IReadOnlyDictionary<string, string> environment) =>
        WithFiles(layout, repository, environment, config => NativeLibGit2.Check(NativeLibGit2.RepositorySetConfig(repository, config), "using the configuration"));

    /// <summary>The last value of <paramref name="name"/>, or null when it is not set.</summary>
    public string? this[string name] => values.TryGetValue(name, out var all) ? all[^1] : null;

    /// <summary>Every name that begins with <paramref name="prefix"/>, lower case as far as git makes it so.</summary>
    public IEnumerable<string> NamesUnder(string prefix) => values.Keys.Where(k => k.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The value as git reads a boolean, or <paramref name="otherwise"/> when it is not set or is none.</summary>
    public bool Is(string name, bool otherwise) => this[name] is { } text && TryBoolean(text) is { } value ? value : otherwise;

    /// <summary>git_parse_maybe_bool: true, yes, on, 1; false, no, off, 0 and the empty value; null for anything else.</summary>
    public static bool? TryBoolean(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" or "" => false,
        _ => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number != 0 : null,
    };

    /// <summary>The value as git reads an integer, with the suffixes k, m and g; null when it is not set or is none.</summary>
    public long? Integer(string name)
    {
        if (this[name]?.Trim() is not { Length: > 0 } text)
            return null;
        var shift = char.ToLowerInvariant(text[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        var digits = shift > 0 ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (long)number << shift : null;
    }

    private static void WithFiles(RepositoryLayout layout, nint repository, IReadOnlyDictionary<string, string> environment, Action<nint> use)
    {
        NativeLibGit2.Check(NativeLibGit2.ConfigNew(out var config), "reading the configuration");
        try
        {
            var level = 1;
            foreach (var file in GitConfigurationFiles.Of(layout, environment))
                NativeLibGit2.Check(NativeLibGit2.ConfigAddFile(config, file, level++, repository, 0), $"reading the configuration '{file}'");
            use(config);
        }
        finally
        {
            NativeLibGit2.ConfigFree(config);
        }
    }

    private void AddAll(nint config)
    {
        NativeLibGit2.Check(NativeLibGit2.ConfigIteratorNew(out var iterator, config), "reading the configuration");
        try
        {
            while (NativeLibGit2.ConfigNext(out var entry, iterator) == 0)
            {
                var name = Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(entry))!;
                // A name without '=' is a boolean that is true; libgit2 gives it no value.
                Add(name, Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(entry, nint.Size)) ?? "true");
            }
        }
        finally
        {
            NativeLibGit2.ConfigIteratorFree(iterator);
        }
    }

    private void Add(string name, string value)
    {
        if (!values.TryGetValue(name, out var all))
            values[name] = all = [];
        all.Add(value);
    }
}
