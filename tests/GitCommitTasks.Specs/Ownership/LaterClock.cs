namespace GitCommitTasks.Specs.Ownership;

/// <summary>The system's clock, ahead by so much.</summary>
internal sealed class LaterClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
