using GitCommitTasks.Git;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks;

/// <summary>Has git pack a repository that has gathered many loose objects, as <c>git commit</c> does (run-command.c, <c>run_auto_maintenance</c>).</summary>
/// <remarks>
/// <para><b>Guarantees.</b> The commit does not wait for it: what git would look at first is looked at here, one listing of a directory, and only when that says so git is started, in the
/// background and without a lock of ours.</para>
/// <para><b>Does not guarantee</b> that it comes to anything: <c>git maintenance</c> decides, one at a time in a repository, and its failure is not told.</para>
/// </remarks>
internal sealed class Maintenance(GitRepository repository)
{
    /// <summary>The default of <c>gc.auto</c> (git-gc(1)).</summary>
    private const int DefaultThreshold = 6700;

    /// <summary>Whether git would find that there are too many loose objects (builtin/gc.c, <c>too_many_loose_objects</c>): it counts those whose id begins with 17.</summary>
    /// <exception cref="IOException">They cannot be listed.</exception>
    public bool IsDue()
    {
        var threshold = repository.Configuration.Integer("gc.auto") ?? DefaultThreshold;
        if (threshold <= 0 || !repository.Configuration.Is("maintenance.auto", otherwise: true))
            return false;
        var sample = new DirectoryInfo(Path.Combine(repository.Layout.ObjectsDirectory, "17"));
        // Rounded up, as there.
        return sample.Exists && sample.EnumerateFiles().Count() > (threshold + 255) / 256;
    }

    /// <summary>Starts it if it is due, and does not wait.</summary>
    public void StartIfDue()
    {
        try
        {
            if (IsDue())
                repository.Program.StartInBackground(new GitCall("git maintenance", "maintenance", "run", "--auto", "--quiet") { IsUsersOwn = true });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no git, or the objects cannot be listed: the commit is made, and the next one finds the same.
        }
    }
}
