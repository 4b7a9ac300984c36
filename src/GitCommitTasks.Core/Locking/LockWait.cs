namespace GitCommitTasks.Locking;

/// <summary>Where a waiter stands.</summary>
/// <param name="Position">The place in the queue; 1 is next in line.</param>
/// <param name="Holder">Who holds the lock, or null when that cannot be seen.</param>
/// <param name="Waited">How long it has waited so far.</param>
public sealed record LockWait(int Position, LockRecord? Holder, TimeSpan Waited);
