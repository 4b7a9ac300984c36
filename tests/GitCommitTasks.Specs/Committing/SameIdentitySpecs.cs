using System.Globalization;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for who and when, in all the forms that git takes: the same line in the commit, or both refuse.</summary>
[Trait("Category", "Slow")]
public sealed class SameIdentitySpecs : IDisposable
{
    private static readonly string[] Dates =
    [
        "1112911993 +0200", "@1112911993 +0200", "@0 +0000", "@1 -0330", "@1112911993", "1112911993", "100000000 -0000", "@100000000 -0000", "0100000000 +0100", "12345 +0000",
        "Thu, 07 Apr 2005 22:13:13 +0200", "Thu Apr 7 22:13:13 2005 +0200", "7 Apr 2005 22:13:13 -0130", "2005-04-07T22:13:13+02:00", "2005-04-07T22:13:13+0200", "2005-04-07T22:13:13-0130",
        "2005-04-07T22:13:13Z", "2005-04-07T22:13:13", "2005-04-07 22:13:13", "2005-04-07 22:13:13 -0130", "2005-04-07 22:13:13+05", "2005-04-07T22:13:13.019-0400", "2005.04.07 22:13", "04/07/2005 22:13:13",
        "2005-04-07 22:13:13 EST", "1960-01-01T00:00:00Z", "2100-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2005-02-30T00:00:00Z", "2005-04-07T24:00:00Z", "2005-04-07T22:13:13 +1400", "2005-04-07T22:13:13 +2359",
        "@1112911993 +2500", "nonsense", " ", "@", "+0200", "@1112911993  +0200", "@1112911993 +020", "@01112911993 +0200", "99999999999 +0000", "@99999999999 +0000",
    ];

    private readonly SameCommits twins = new();

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("")]
    [InlineData("JST-9")]
    [InlineData(":America/New_York")]
    [InlineData("EST5EDT,M3.2.0,M11.1.0")]
    [InlineData("No/Where")]
    public void a_date_without_a_zone_is_in_the_zone_of_git(string zone)
    {
        foreach (var given in (string[])["2005-07-07 22:13:13", "2005-01-07T22:13:13", "1112911993"])
            twins.Commit(r => r with { Date = given }, new Dictionary<string, string?> { ["TZ"] = zone }, "-m", "scoped", "--date=" + given);

        (twins.Ours.Request("README.md") with { AllowEmpty = true, Environment = twins.Ours.Environment.Append(new("TZ", zone)).ToDictionary() }).Run().Codes().ShouldBeEmpty();
        twins.Gits.GitWith(twins.Gits.Environment.Append(new("TZ", zone)).ToDictionary(), "commit", "-q", "--allow-empty", "-m", "scoped");
        const string zones = "--date=format:%z";
        twins.Ours.Git("log", "-1", "--format=%ad %cd", zones).ShouldBe(twins.Gits.Git("log", "-1", "--format=%ad %cd", zones), "now, too");
    }

    [Fact]
    public void dates_in_the_environment_are_those_of_git()
    {
        foreach (var date in Dates)
            twins.Commit(r => r, new Dictionary<string, string?> { ["GIT_AUTHOR_DATE"] = date, ["GIT_COMMITTER_DATE"] = date }, "-m", "scoped");
    }

    [Fact]
    public void dates_that_are_given_are_those_of_git()
    {
        foreach (var date in (string[])[.. Dates, "now", "never", "all", "false", "yesterday", "2 weeks ago", "noon yesterday", "2005-04-07 noon", "tea time", "last friday midnight 2001", "1.january 2007 12:13:14"])
        {
            var (ours, gits) = (twins.Ours.Git("rev-parse", "HEAD"), twins.Gits.Git("rev-parse", "HEAD"));
            var made = (twins.Ours.Request("README.md") with { AllowEmpty = true, Date = date }).Run();
            var told = twins.Gits.TryGit("commit", "-q", "--allow-empty", "-m", "scoped", "--date=" + date);

            (made.Outcome == CommitOutcome.Committed).ShouldBe(told.ExitCode == 0, $"'{date}': {told.StandardError}");
            string[] author = twins.Ours.Git("log", "-1", "--format=%ad", "--date=raw").Trim().Split(' ');
            string[] expected = twins.Gits.Git("log", "-1", "--format=%ad", "--date=raw").Trim().Split(' ');
            // What the date leaves open is taken from the present, which moves.
            (long.Parse(expected[0], CultureInfo.InvariantCulture) - long.Parse(author[0], CultureInfo.InvariantCulture)).ShouldBeInRange(0, 60, $"'{date}'");
            author[1].ShouldBe(expected[1], $"'{date}'");
            twins.Ours.Git("reset", "--soft", ours.Trim());
            twins.Gits.Git("reset", "--soft", gits.Trim());
        }
    }

    [Theory]
    [InlineData("Some One <some@one>")]
    [InlineData("Some One<some@one>")]
    [InlineData("  Some  One  < some@one > rest")]
    [InlineData("<some@one>")]
    [InlineData("No Mail <>")]
    [InlineData("Two <a@b> <c@d>")]
    [InlineData("., <a@b>")]
    [InlineData("x> <a@b")]
    [InlineData("Crud. \"quoted\" <a@b>.")]
    [InlineData("Line\nEnd <a@b>")]
    [InlineData("Ünï <ü@e>")]
    [InlineData("tester")]
    [InlineData("TEST.*exam")]
    [InlineData("nobody at all")]
    [InlineData("-x")]
    [InlineData("")]
    public void an_author_that_is_given_is_the_one_of_git(string author)
    {
        twins.Both(r => File.WriteAllText(r["../mailmap"], "Mapped <mapped@e> <tester@example.invalid>\n"));
        twins.Both(r => r.Git("config", "mailmap.file", r["../mailmap"]));

        twins.Commit(r => r with { Author = author }, null, "-m", "scoped", "--author=" + author);
    }

    [Theory]
    [InlineData("git config author.name A; git config committer.email c@c")]
    [InlineData("git config author.name ''; git config author.email ''")]
    [InlineData("git config user.email ''")]
    [InlineData("git config user.name ''")]
    [InlineData("git config user.useConfigOnly true; git config --unset user.name")]
    [InlineData("git config user.useConfigOnly true; git config author.name A")]
    [InlineData("git config user.name '<>'")]
    [InlineData("git config user.name ' a \"b\" <c> d. '; git config user.email ' <e@f>,'")]
    [InlineData("git config --unset user.email; git config user.useConfigOnly true", "EMAIL", "e@f")]
    [InlineData("git config --unset user.email", "EMAIL", "e@f")]
    [InlineData("", "GIT_AUTHOR_NAME", "")]
    [InlineData("", "GIT_AUTHOR_EMAIL", "")]
    [InlineData("", "GIT_COMMITTER_NAME", "")]
    [InlineData("", "GIT_COMMITTER_EMAIL", "")]
    [InlineData("", "GIT_AUTHOR_NAME", " . ")]
    [InlineData("", "GIT_AUTHOR_DATE", "nonsense")]
    [InlineData("", "GIT_COMMITTER_DATE", "yesterday")]
    public void author_and_committer_are_those_of_git(string arrange, string? variable = null, string? value = null)
    {
        twins.Both(r => r.Shell(arrange));

        twins.Commit(r => r, variable is null ? null : new Dictionary<string, string?> { [variable] = value }, "-m", "scoped");
    }

    [Fact]
    public void a_name_that_is_no_UTF8_is_refused()
    {
        twins.Ours.Shell("printf '[user]\\nname = J\\374rgen\\n' >> .git/config");

        (twins.Ours.Request("README.md") with { AllowEmpty = true }).Run().Codes().ShouldBe(["GCT9010"], "git would take its bytes as they are");
    }

    public void Dispose() => twins.Dispose();
}
