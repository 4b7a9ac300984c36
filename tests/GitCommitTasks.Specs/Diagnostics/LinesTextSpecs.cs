namespace GitCommitTasks.Specs.Diagnostics;

/// <summary>Line numbers in a message.</summary>
public sealed class LinesTextSpecs
{
    [Theory]
    [InlineData("line 3", 3)]
    [InlineData("lines 3, 4", 3, 4)]
    [InlineData("lines 3-5", 3, 4, 5)]
    [InlineData("lines 1, 3-5, 9", 9, 1, 3, 4, 5)]
    [InlineData("lines 1, 3, 5, 7, 9, 11", 1, 3, 5, 7, 9, 11)]
    [InlineData("lines 1, 3, 5, 7, 9, 11 and 3 more", 1, 3, 5, 7, 9, 11, 13, 14, 17)]
    public void lines_are_told_in_runs_and_not_all_of_many(string text, params int[] lines) => LinesText.Of(lines).ShouldBe(text);
}
