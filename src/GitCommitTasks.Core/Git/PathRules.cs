using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>What the repository's attributes and ignore rules say of a path, and the conversions of content that follow from it.</summary>
/// <remarks>Attributes are looked up only where an attributes file can apply: a look-up through libgit2 costs a scan of several files.</remarks>
internal sealed class PathRules : IDisposable
{
    private readonly RepositoryLayout layout;
    private readonly GitConfiguration configuration;
    private readonly nint repository;
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly PlumbedRules? git;
    private readonly bool converts;
    private readonly bool hasSharedAttributes;
    private readonly Dictionary<string, bool> directoriesWithAttributes = [];
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
        converts = configuration["core.autocrlf"] is { } autoCrlf && GitConfiguration.TryBoolean(autoCrlf) != false;
        hasSharedAttributes = SharedAttributeFiles().Any(File.Exists);
    }

    /// <summary>Whether the rules ignore the path. Says nothing of tracked files, which are never ignored.</summary>
    public bool IsIgnored(RepositoryPath path, bool isDirectory)
    {
        if (git is not null)
            return git.IsIgnored(path, isDirectory);
        var asked = LibC.Terminated(isDirectory ? [.. path.Bytes, (byte)'/'] : path.Bytes);
        NativeLibGit2.Check(NativeLibGit2.IsIgnored(out var ignored, repository, asked), $"asking whether '{path}' is ignored");
        return ignored != 0;
    }

    /// <summary>Why the content of the path cannot be stored as git would store it, or null when it can.</summary>
    public Diagnostic? FindUnsupportedConversion(RepositoryPath path)
    {
        if (!MayHaveAttributes(path))
            return null;
        if (Attribute(path, "filter") is { } filter && IsDriver(filter))
            return Catalog.FilterNeeded.With(path, filter);
        return Attribute(path, "working-tree-encoding") is { Length: > 0 } encoding && !encoding.Equals("UTF-8", StringComparison.OrdinalIgnoreCase)
            ? Catalog.EncodingNeeded.With(path, encoding)
            : null;
    }

    /// <summary>The attribute <c>scoped</c>: in which units a file has owners, <c>line</c>, <c>json</c> or <c>file</c>; null when it is not set.</summary>
    public string? OwnedUnit(RepositoryPath path) => MayHaveAttributes(path) ? Attribute(path, "scoped") : null;

    /// <summary>Whether the owned units of the file are its JSON values: so says the attribute, or, if that says nothing, the name.</summary>
    public bool IsOwnedByValues(RepositoryPath path) => OwnedUnit(path) switch
    {
        "json" => true,
        "line" or "file" => false,
        _ => path.Bytes.EndsWith(".json"u8),
    };

    /// <summary>Whether line ends or idents may have to be converted, so that the stored content can differ from the file's.</summary>
    public bool MayConvert(RepositoryPath path) => converts || (MayHaveAttributes(path) && (
        Attribute(path, "text") is not null || Attribute(path, "eol") is not null || Attribute(path, "crlf") is not null || Attribute(path, "ident") is not null));

    /// <summary>Stores the working file as git would after its conversions (line ends, ident) and returns the blob's id.</summary>
    /// <exception cref="IOException">The file could not be read or the object not be written.</exception>
    public Oid WriteConverted(RepositoryPath path)
    {
        if (git is not null)
            return git.WriteConverted(path);
        Span<byte> id = stackalloc byte[20];
        NativeLibGit2.Check(NativeLibGit2.BlobFromWorkingTree(id, repository, LibC.Terminated(path.Bytes)), $"storing '{path}'");
        return Oid.FromBytes(id);
    }

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

    /// <summary>A filter without a clean command and without 'required' passes the content through (gitattributes(5), filter).</summary>
    private bool IsDriver(string filter) => filter.Length > 0
        && (configuration[$"filter.{filter}.clean"] is { Length: > 0 }
            || configuration[$"filter.{filter}.process"] is { Length: > 0 }
            || configuration.Is($"filter.{filter}.required", otherwise: false));

    private bool MayHaveAttributes(RepositoryPath path)
    {
        if (hasSharedAttributes)
            return true;
        for (var directory = path.Directory; ; directory = directory.Directory)
        {
            if (HasAttributesFile(directory.ToString()))
                return true;
            if (directory.IsTop)
                return false;
        }
    }

    private bool HasAttributesFile(string directory)
    {
        if (!directoriesWithAttributes.TryGetValue(directory, out var has))
            directoriesWithAttributes[directory] = has = File.Exists(Path.Combine(layout.Top, directory, ".gitattributes"));
        return has;
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
