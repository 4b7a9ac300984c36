using static GitCommitTasks.Diagnostics.DiagnosticSeverity;

namespace GitCommitTasks.Diagnostics;

/// <summary>Every diagnostic there is. Each has a page of the same name under <c>docs/diagnostics</c>.</summary>
internal static class Catalog
{
    // 1xxx: the lock.
    public static readonly DiagnosticDescriptor
        LockTimedOut = new("GCT1001", Error, "gave up waiting for the commit lock after {0} s: {1}. Nothing was changed; wait for that holder, raise the time-out, or see 'git scoped lock status'."),
        LockWaiting = new("GCT1002", Message, "waiting for the commit lock, place {0} in the queue: {1}."),
        StaleLockRemoved = new("GCT1003", Warning, "removed the stale lock record '{0}' of {1}: {2}."),
        RecordNotWritten = new("GCT1004", Warning, "the lock record '{0}' could not be written: {1}. The kernel lock is held all the same; others just cannot see by whom."),
        KernelLockRefused = new("GCT1005", Error, "the kernel lock '{0}' could not be taken: {1}. Nothing was changed; the git directory must be writable, on a file system with working file locks."),
        LockLost = new("GCT1006", Error, "the lock file '{0}' was deleted or replaced while it was held; somebody else may hold the new one. Nothing was committed; do not delete that file, it frees nothing."),
        LockHeldByThisBuild = new("GCT1007", Error, "gave up waiting for the commit lock after {0} s: this very build holds it ({1}). If the holder waits for this project, it never lets go: an update target must not build another project. If it only runs beside this one, raise the time-out."),
        LockAcquired = new("GCT1008", Message, "acquired the commit lock '{0}' after {1} ms."),
        LockReleased = new("GCT1009", Message, "released the commit lock '{0}', held for {1} ms."),
        BreakRefused = new("GCT1010", Error, "the commit lock was not broken: {0} is alive or cannot be told dead ({1}). {2}."),
        NothingToBreak = new("GCT1011", Message, "no stale lock: '{0}' is {1}."),
        HolderEnded = new("GCT1012", Warning, "ended the live holder of the commit lock, as asked: {0}."),
        RecordTampered = new("GCT1013", Warning, "the lock record '{0}' was removed or replaced by somebody else while the lock was held. Deleting the record frees nothing; the kernel lock was held throughout."),
        LockSkipped = new("GCT1014", Message, "the commit lock is switched off; the commit relies on compare-and-swap alone."),
        ForeignHolder = new("GCT1015", Message, "'{0}' is held by something that is not ours ({1}); polling it."),
        LockRetried = new("GCT1016", Message, "no commit lock after {0} s: {1}. Waiting again, retry {2} of {3}, with the place in the queue kept."),
        RecordNotRemoved = new("GCT1017", Warning, "the lock was released, but its record '{0}' could not be removed: {1}. Remove it by hand, or others wait until this process ends."),
        LockHeldForUs = new("GCT1018", Message, "the commit lock is held for this process by process {0} ('{1}'), which waits for it; it is not taken again.");

    // 2xxx: scope and content.
    public static readonly DiagnosticDescriptor
        ScopeEmpty = new("GCT2001", Error, "the scope is empty. Name at least one file or directory to commit."),
        MessageEmpty = new("GCT2002", Error, "the commit message is empty. Give one that has more than white space."),
        PathOutside = new("GCT2003", Error, "'{0}' is outside the working tree '{1}'. Name paths inside it."),
        PathInGitDirectory = new("GCT2004", Error, "'{0}' is in a git directory, or names one on some system. Git never commits such a path; take it out of the scope."),
        PathBeyondSymbolicLink = new("GCT2005", Error, "'{0}' is beyond the symbolic link '{1}'. Name the file by its real path."),
        PathUnknown = new("GCT2006", Error, "'{0}' neither exists nor is tracked. Check the spelling; a given path is relative to the current directory."),
        PathIgnored = new("GCT2007", Error, "'{0}' is ignored. Take it out of the scope, or commit it all the same with --force."),
        NotAFile = new("GCT2008", Error, "'{0}' is neither a file, a directory nor a symbolic link (a pipe, socket or device?). Take it out of the scope."),
        PathNotUtf8 = new("GCT2009", Error, "'{0}' was not valid UTF-8 before it came here, and could name another file by now. Give such a path in a file, with --pathspec-from-file."),
        NestedRepository = new("GCT2010", Error, "'{0}' is inside the repository '{1}' (a submodule?). Commit inside of that one; name '{1}' to record which commit it is at."),
        FilterFailed = new("GCT2011", Error, "a filter failed for {0}: {1}. Nothing was changed; mend the filter, or take the file out of the scope."),
        ConversionRefused = new("GCT2012", Error, "git cannot store {0}: {1}. Nothing was changed; mend the file or its attributes."),
        PathIsLockFile = new("GCT2013", Error, "'{0}' is the commit lock's record and is never part of a commit. Take it out of the scope."),
        FileUnreadable = new("GCT2014", Error, "'{0}' could not be read, or what it holds could not be stored: {1}. Nothing was changed."),
        PlaceholderUnknown = new("GCT2015", Error, "the message has the placeholder '{{{0}}}' but no field of that name was given. Give --field {0}=VALUE, or an item {0} in @(ScopedCommitField)."),
        MessageUnusable = new("GCT2016", Error, "the commit message cannot be stored: {0}."),
        NothingToCommit = new("GCT2017", Message, "nothing to commit: nothing in the scope differs from '{0}', or only what belongs to others."),
        StagedVersionReplaced = new("GCT2018", Warning, "'{0}' was staged as {1}, and not all of that goes into the commit, which is made from what is on disk. The staged version is kept as that object: git cat-file blob {1}."),
        PathspecFileUnreadable = new("GCT2019", Error, "the list of paths '{0}' could not be read: {1}."),
        HookRefused = new("GCT2020", Error, "the hook '{0}' refused the commit with exit code {1}: {2}. Nothing was committed; mend what it names."),
        HookStagedOutside = new("GCT2021", Warning, "the hook 'pre-commit' staged '{0}', which is outside the scope; it was kept out of the commit and out of the index."),
        HookStagedOthers = new("GCT2022", Warning, "the hook 'pre-commit' staged '{0}' as it is on disk, with uncommitted changes of others in it; the commit keeps to the owner's changes."),
        HookFailedAfterwards = new("GCT2023", Warning, "the commit is made, and the hook '{0}' behind it {1}."),
        OutsideSparseCheckout = new("GCT2024", Error, "'{0}' is new and lies outside of the sparse checkout. Widen that with git sparse-checkout add, or add the file with git add --sparse first."),
        OutsideSparseCheckoutKept = new("GCT2025", Warning, "'{0}' is new and lies outside of the sparse checkout; it was kept out of the commit. Widen that with git sparse-checkout add, or add the file with git add --sparse."),
        MessageNotUtf8 = new("GCT2030", Warning, "the commit message is not valid UTF-8; each byte that is not was taken for a Latin-1 character, as git does. Write it in UTF-8, or name its encoding in i18n.commitEncoding."),
        ConversionSaid = new("GCT2040", Message, "git says of {0}: {1}"),
        EmbeddedRepository = new("GCT2041", Warning, "'{0}' is a repository and no submodule; which commit it is at is recorded, but clones will not have its content. To make it one, see git submodule add; to forget it again, git rm --cached."),
        RepositoryUnborn = new("GCT2042", Error, "the repository '{0}' has no commit checked out that could be recorded. Commit inside of it first, or take it out of the scope."),
        CaseDiffers = new("GCT2043", Error, "'{0}' differs only in case from '{1}', which is tracked, and core.ignoreCase is set: git takes both for one. Name it as it is tracked, or rename it with git mv.");

    // 3xxx: the ref.
    public static readonly DiagnosticDescriptor
        BranchSwitched = new("GCT3001", Error, "the branch was switched from '{0}' to '{1}' since the operation began. Nothing was committed; switch back, or start again on the new branch."),
        RefLockBusy = new("GCT3002", Error, "'{0}' stayed locked by somebody else for {1} s. Nothing was committed; if no git process runs, a crashed one left it: remove it by hand."),
        TipKeptMoving = new("GCT3003", Error, "'{0}' moved each of the {1} times the commit was prepared. Nothing was committed; try again."),
        RefNotWritten = new("GCT3004", Error, "'{0}' could not be updated: {1}. Nothing was committed."),
        BranchUnexpected = new("GCT3005", Error, "the branch is '{0}', not '{1}' as expected. Nothing was committed."),
        OperationInProgress = new("GCT3006", Error, "a {0} is in progress. Finish or abort it first, or commit with git if it is yours."),
        ReflogNotWritten = new("GCT3007", Warning, "the reflog of '{0}' could not be written: {1}. The commit is made."),
        HeadUnreadable = new("GCT3008", Error, "HEAD cannot be resolved: {0}. Nothing was committed; see 'git fsck'.");

    // 4xxx: validation. Warnings: the commit is made.
    public static readonly DiagnosticDescriptor
        MissingFromCommit = new("GCT4001", Warning, "'{0}' is in the scope and differs from commit {1}: it was changed since it was read, or that commit does not touch it. Commit it again."),
        NotStagedUnchanged = new("GCT4002", Warning, "'{0}' was not staged because it is unchanged: commit {1} '{2}' took it {3} ago. If those were your changes, somebody committed them for you."),
        UnexpectedPath = new("GCT4003", Warning, "commit {1} touches '{0}', which is outside the scope."),
        CommitUnreachable = new("GCT4004", Warning, "commit {0} is no longer reachable from '{1}': the branch was reset or rewritten. It is kept by the reflog; see 'git reflog'."),
        ParentUnexpected = new("GCT4005", Warning, "commit {0} has the parent {1}, not {2} as expected."),
        BlobUnexpected = new("GCT4006", Warning, "commit {1} holds '{0}' as {2}, not as {3} which was captured."),
        ValidationFailed = new("GCT4008", Warning, "commit {0} is made, but could not be validated: {1}."),
        CommittedAgain = new("GCT4009", Message, "committing again for what was found of commit {0}; {1} retries are left."),
        CommitUnknown = new("GCT4007", Error, "'{0}' names no commit in this repository.");

    // 5xxx: the index.
    public static readonly DiagnosticDescriptor
        IndexLockBusy = new("GCT5001", Error, "'{0}' was held by somebody else for {1} s. Nothing was committed; if no git process runs, a crashed one left it: remove it by hand."),
        IndexNotRefreshed = new("GCT5002", Warning, "committed, but the index was not refreshed: {0}. Run 'git scoped repair', or the next plain commit may revert this one."),
        StagedAnewKept = new("GCT5003", Warning, "'{0}' was staged anew by somebody else while it was being committed; their staging was kept."),
        UnmergedInScope = new("GCT5004", Error, "'{0}' is unmerged. Resolve the conflict and add it with 'git add' first."),
        IndexUnusable = new("GCT5005", Error, "the index '{0}' cannot be used: {1}. Nothing was committed."),
        IndexHealed = new("GCT5006", Warning, "the index entry of '{0}' was back at the state before commit {1}; it was set to the committed one, so that the next plain commit does not revert it.");

    // 6xxx: ownership.
    public static readonly DiagnosticDescriptor
        Entangled = new("GCT6001", Warning, "'{0}': what was committed overwrote or moved uncommitted changes of {2}, or stands inside of them ({1}); both were committed together."),
        EntangledRefused = new("GCT6002", Error, "'{0}': what was to be committed overwrote or moved uncommitted changes of {2}, or stands inside of them ({1}), and --refuse-entangled is given. Nothing was committed."),
        ProvenanceCorrupt = new("GCT6003", Warning, "what is known of who changed '{0}' is corrupt ({1}); its uncommitted changes count as unattributed: a commit without owner takes them."),
        ProvenanceNotWritten = new("GCT6007", Warning, "committed, but who changed what could not be noted: {0}. It is found out by comparing HEAD next time."),
        WindowAbandoned = new("GCT6004", Warning, "the edit window of '{0}' on '{1}' was never closed ({2}); what was changed in it counts as unattributed."),
        WindowTimedOut = new("GCT6005", Error, "gave up waiting for the edit window on '{0}' after {1} s: {2}."),
        OwnerOverwritten = new("GCT6008", Warning, "'{0}': changes that were to be committed here ({1}) were overwritten or taken over by {2}; they go with the other's commit."),
        WindowWaiting = new("GCT6009", Message, "waiting for the edit window on '{0}': '{1}' has it open since {2}."),
        WindowRetried = new("GCT6010", Message, "no edit window on '{0}' after {1} s. Waiting again, retry {2} of {3}, with the place among those who wait kept."),
        TooLargeForOwners = new("GCT6011", Warning, "'{0}' has more than {1} MiB in HEAD or on disk, which is too large for its changes to have owners; whoever commits it takes all of it."),
        WindowCorrupt = new("GCT6012", Warning, "what was kept of an open edit window on {0} is corrupt or gone; what was changed in it counts as unattributed."),
        WindowAround = new("GCT6013", Error, "'{0}' is in the edit window that '{1}' has open since {2}, and whoever keeps that open waits for this process to end: waiting for it would never end. Nothing was opened."),
        WindowMissing = new("GCT6006", Error, "'{0}' has no open edit window{1}. Nothing was recorded.");

    // 9xxx: environment and usage.
    public static readonly DiagnosticDescriptor
        NotARepository = new("GCT9001", Error, "'{0}' is not inside a git working tree. Run it inside one, or name one with -C."),
        BareRepository = new("GCT9002", Error, "'{0}' is a bare repository: it has no working tree to commit from."),
        IdentityMissing = new("GCT9003", Error, "no {0} identity: set {1} and {2} (git config user.name …), or GIT_{3}_NAME and GIT_{3}_EMAIL. We do not guess one."),
        FormatUnsupported = new("GCT9004", Error, "this repository needs {0}, which this version cannot handle as git would. Nothing was changed; commit with git."),
        // GCT9006 was signing as a whole, when it was not supported.
        ErrorLogNotWritten = new("GCT9007", Warning, "the error log '{0}' could not be written: {1}. The entry was: {2}"),
        ErrorLogSetAside = new("GCT9008", Warning, "the error log '{0}' was not valid and was set aside as '{1}'."),
        Usage = new("GCT9009", Error, "{0}"),
        SettingInvalid = new("GCT9010", Error, "the setting {0} has the value '{1}': {2}."),
        OwnershipDoubtful = new("GCT9011", Error, "'{0}' belongs to somebody else; git refuses it too. Make it safe with: git config --global --add safe.directory {0}"),
        Cancelled = new("GCT9012", Error, "cancelled. {0}"),
        EnvironmentFailure = new("GCT9013", Error, "{0} failed: {1}. {2}"),
        TasksMissing = new("GCT9014", Error, "the task assembly '{0}' does not exist. In a source checkout, run 'dotnet build src/GitCommitTasks'; with the package, restore it again."),
        EnvironmentVariable = new("GCT9015", Error, "{0} is set, which this version does not honour. Unset it; inside a git hook, let the outer commit do its work first."),
        GitMissing = new("GCT9017", Error, "{0} needs git itself, and {1}. Nothing was changed; install git {2} or later."),
        GitFailed = new("GCT9018", Error, "'git {0}' failed with exit code {1}: {2}. It was needed for {3}."),
        SigningFailed = new("GCT9030", Error, "the commit could not be signed: {0}. Nothing was committed; see what 'git commit -S' says (user.signingKey, gpg.format, gpg.program), or give --no-gpg-sign."),
        RepairAction = new("GCT9016", Message, "repaired: {0} '{1}' ({2}).");
}
