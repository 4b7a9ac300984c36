using GitCommitTasks.Git;

namespace GitCommitTasks;

/// <summary>Where a project lies in its working tree.</summary>
/// <param name="Project">Absolute path of the project file.</param>
/// <param name="Top">Absolute path of the top of the working tree; null outside of any.</param>
internal sealed record ProjectPlace(string Project, string? Top)
{
    /// <summary>Absolute path of the project's directory.</summary>
    public string Directory => Path.GetDirectoryName(Project)!;

    /// <summary>Whom the project's commit is for when nobody says so: its path relative to the top, forward slashes.</summary>
    public string Owner => Top is null ? Path.GetFileName(Project) : Path.GetRelativePath(Top, Project).Replace('\\', '/');

    /// <summary>Looks for the working tree around <paramref name="project"/>.</summary>
    public static ProjectPlace Of(string project)
    {
        var directory = Path.GetDirectoryName(project)!;
        return new ProjectPlace(project, RepositoryLayout.Discover(directory, EnvironmentSnapshot.Take(), out _)?.Top);
    }

    /// <summary>A path relative to the top as one relative to the project, with the system's own separators as in other items.</summary>
    public string FromTop(string path) => Path.GetRelativePath(Directory, Path.Combine(Top ?? Directory, path));
}
