namespace GitCommitTasks.Git;

/// <summary>Which kinds of data are flushed to the disk before an operation is called done: git's <c>core.fsync</c> (git-config(1)).</summary>
/// <remarks>Git's default flushes none of these three. The durable mode, in which a reported commit survives a power cut, is <c>core.fsync=all</c>.</remarks>
internal sealed record FsyncComponents(bool LooseObjects, bool References, bool Index)
{
    /// <summary>The names of each aggregate that hold one of our three components (write-or-die.h, FSYNC_COMPONENTS_*).</summary>
    private static readonly (string Name, bool Objects, bool References, bool Index)[] Names =
    [
        ("loose-object", true, false, false), ("reference", false, true, false), ("index", false, false, true),
        ("objects", true, false, false), ("committed", true, false, false), ("added", true, false, true), ("all", true, true, true),
    ];

    /// <summary>Reads the list from left to right: <c>none</c> clears, <c>-name</c> takes away.</summary>
    public static FsyncComponents Read(GitConfiguration configuration)
    {
        var enabled = new FsyncComponents(LooseObjects: false, References: false, Index: false);
        if (configuration["core.fsync"] is not { } list)
            return configuration.Is("core.fsyncobjectfiles", otherwise: false) ? enabled with { LooseObjects = true } : enabled;
        foreach (var word in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "none")
                enabled = new FsyncComponents(false, false, false);
            var on = !word.StartsWith('-');
            foreach (var (_, objects, references, index) in Names.Where(n => n.Name == word.TrimStart('-')))
                enabled = new(objects ? on : enabled.LooseObjects, references ? on : enabled.References, index ? on : enabled.Index);
        }

        return enabled;
    }
}
