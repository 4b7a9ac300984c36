using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>What the repository's attributes and ignore rules say of a path, and which conversions of content follow from it.</summary>
/// <remarks>Attributes are looked up only where an attributes file can apply: a look-up through libgit2 costs a scan of several files.</remarks>
internal sealed class PathRules : IDisposable
{
    private readonly RepositoryLayout layout;
    private readonly GitConfiguration configuration;
    private readonly nint repository;
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly PlumbedRules? git;
    private readonly Conversion ofAll, ofText;
    private readonly AttributesSource shared;
    private readonly Dictionary<RepositoryPath, AttributesSource> directories = [];
    private nint attributesOnly;

    /// <param name="layout">The working tree.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="repository">libgit2's handle; 0 where it cannot open the repository.</param>
    /// <param name="environment">The environment git would see.</param>
    /// <param name="git">Answers in the place of libgit2; null where that does.</param>
    public PathRules(RepositoryLayout layout, GitConfiguration configuration, nint repository, IReadOnlyDictionary<string, string> environment, PlumbedRules? git)
    {
        this.git = git;
        (this.layout, this.configuration, this.repository, this.environment) = (layout, configuration, repository, environment);
        // With core.safecrlf=true git refuses what would not come back as it is, be there a CR or not.
        ofText = configuration.Is("core.safecrlf", otherwise: false) ? Conversion.ByGitOnly : Conversion.OfText;
        ofAll = configuration["core.autocrlf"] is { } autoCrlf && GitConfiguration.TryBoolean(autoCrlf) != false ? ofText : Conversion.None;
        shared = environment.ContainsKey("GIT_ATTR_NOSYSTEM") || environment.ContainsKey("GIT_ATTR_SOURCE") ? AttributesSource.ForGitOnly
            : SharedAttributeFiles().Any(File.Exists) ? AttributesSource.Files : AttributesSource.None;
    }

    /// <summary>Where attributes of a path can come from; the greater one decides.</summary>
    private enum AttributesSource
    {
        None,

        Files,

        /// <summary>From somewhere that libgit2 does not look at as git does.</summary>
        ForGitOnly,
    }

    /// <summary>Whether the rules ignore the path. Says nothing of tracked files, which are never ignored.</summary>
    public bool IsIgnored(RepositoryPath path, bool isDirectory)
    {
        if (git is not null)
            return git.IsIgnored(path);
        var asked = LibC.Terminated(isDirectory ? [.. path.Bytes, (byte)'/'] : path.Bytes);
        NativeLibGit2.Check(NativeLibGit2.IsIgnored(out var ignored, repository, asked), $"asking whether '{path}' is ignored");
        return ignored != 0;
    }

    /// <summary>How the content of the path may have to be changed on its way into the object store.</summary>
    public Conversion ConversionOf(RepositoryPath path)
    {
        var source = FindAttributes(path);
        if (source == AttributesSource.ForGitOnly || (source == AttributesSource.Files && HasDriver(path)))
            return Conversion.ByGitOnly;
        return source == AttributesSource.Files && TouchesText(path) ? ofText : ofAll;
    }

    /// <summary>The attribute <c>scoped</c>: in which units a file has owners, <c>line</c>, <c>json</c> or <c>file</c>; null when it is not set.</summary>
    public string? OwnedUnit(RepositoryPath path) => FindAttributes(path) == AttributesSource.None ? null : Attribute(path, "scoped");

    /// <summary>Whether the owned units of the file are its JSON values: so says the attribute, or, if that says nothing, the name.</summary>
    public bool IsOwnedByValues(RepositoryPath path) => OwnedUnit(path) switch
    {
        "json" => true,
        "line" or "file" => false,
        _ => path.Bytes.EndsWith(".json"u8),
    };

    public void Dispose()
    {
        git?.Dispose();
        var open = Interlocked.Exchange(ref attributesOnly, 0);
        if (open != 0)
            NativeLibGit2.RepositoryFree(open);
    }

    /// <summary>The value: null unspecified, empty set or unset for our purposes, else the string.</summary>
    private string? Attribute(RepositoryPath path, string name)
    {
        if (git is not null)
            return git.Attribute(path, name);
        var result = NativeLibGit2.AttributeGet(out var value, AttributesOnly(), flags: 0, LibC.Terminated(path.Bytes), name);
        NativeLibGit2.Check(result, $"looking up the attributes of '{path}'");
        return NativeLibGit2.AttributeValue(value) switch
        {
            0 => null,
            3 => System.Runtime.InteropServices.Marshal.PtrToStringUTF8(value),
            _ => string.Empty,
        };
    }

    /// <summary>A handle whose index is an empty one: libgit2 would else load the whole index (75 ms at 100,000 files) to look for attributes files in it.</summary>
    private nint AttributesOnly()
    {
        if (attributesOnly != 0)
            return attributesOnly;
        NativeLibGit2.Check(NativeLibGit2.RepositoryOpen(out attributesOnly, layout.GitDirectory), "opening the repository");
        GitConfiguration.Use(layout, attributesOnly, environment);
        NativeLibGit2.Check(NativeLibGit2.IndexNew(out var empty), "making an empty index");
        NativeLibGit2.Check(NativeLibGit2.RepositorySetIndex(attributesOnly, empty), "using an empty index");
        NativeLibGit2.IndexFree(empty);
        return attributesOnly;
    }

    private bool HasDriver(RepositoryPath path) => (Attribute(path, "filter") is { } filter && IsDriver(filter))
        || (Attribute(path, "working-tree-encoding") is { } encoding && !IsUtf8(encoding));

    /// <summary>A filter without a clean command and without 'required' passes the content through (gitattributes(5), filter).</summary>
    private bool IsDriver(string filter) => filter.Length > 0
        && (configuration[$"filter.{filter}.clean"] is { Length: > 0 }
            || configuration[$"filter.{filter}.process"] is { Length: > 0 }
            || configuration.Is($"filter.{filter}.required", otherwise: false));

    private bool TouchesText(RepositoryPath path) =>
        Attribute(path, "text") is not null || Attribute(path, "eol") is not null || Attribute(path, "crlf") is not null || Attribute(path, "ident") is not null;

    /// <summary>The names under which git knows the encoding that needs no conversion (utf8.c, <c>is_encoding_utf8</c>).</summary>
    private static bool IsUtf8(string encoding) =>
        encoding.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) || encoding.Equals("UTF8", StringComparison.OrdinalIgnoreCase);

    private AttributesSource FindAttributes(RepositoryPath path)
    {
        var found = shared;
        for (var directory = path.Directory; found != AttributesSource.ForGitOnly; directory = directory.Directory)
        {
            if (AttributesIn(directory) is var own && own > found)
                found = own;
            if (directory.IsTop)
                break;
        }

        return found;
    }

    /// <summary>A link in the place of the file is read by libgit2 and not by git (attr.c, <c>read_attr_from_file</c>).</summary>
    private AttributesSource AttributesIn(RepositoryPath directory)
    {
        if (!directories.TryGetValue(directory, out var source))
        {
            directories[directory] = source = FileStat.TryRead(layout.Top, directory.Combine(".gitattributes"u8))?.Kind switch
            {
                FileKind.File => AttributesSource.Files,
                FileKind.SymbolicLink => AttributesSource.ForGitOnly,
                _ => AttributesSource.None,
            };
        }

        return source;
    }

    private IEnumerable<string> SharedAttributeFiles()
    {
        yield return Path.Combine(layout.CommonDirectory, "info", "attributes");
        yield return "/etc/gitattributes";
        if (configuration["core.attributesfile"] is { } configured)
            yield return GitConfigurationFiles.Expand(configured, layout.Top, environment);
        else if (GitConfigurationFiles.UserDirectory(environment) is { } user)
            yield return Path.Combine(user, "attributes");
    }
}
