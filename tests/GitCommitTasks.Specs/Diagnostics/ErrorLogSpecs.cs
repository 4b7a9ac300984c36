using System.Text.Json.Nodes;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using Microsoft.Extensions.Time.Testing;

namespace GitCommitTasks.Specs.Diagnostics;

public sealed class ErrorLogSpecs : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, 250, TimeSpan.Zero);

    private static readonly ErrorLogEntry Entry = new(ErrorLogType.LockTimeout, ErrorLogSeverity.High, "gave up waiting")
    {
        Task = "307",
        Session = "s1",
        Owner = "task-307",
        Commit = null,
        Branch = "refs/heads/main",
        Code = "GCT1001",
        Paths = ["specs/TODO.md", "specs/ü.json"],
        SuggestedAction = "run it again",
        AutoRecoverable = true,
    };

    private readonly TemporaryFolder folder = new();
    private readonly DiagnosticBag diagnostics = new();

    private string LogPath => folder["specs/errors.json"];

    [Fact]
    public void a_new_log_has_the_documented_shape()
    {
        Log().Append(Entry);

        var id = (string)Read()["errors"]![0]!["id"]!;
        id.ShouldMatch("^err_1773489600250_[0-9a-f]{8}$", "the time in milliseconds, then a nonce");
        File.ReadAllText(LogPath).ShouldBe($$"""
            {
              "_schema_version": "1.0",
              "_last_updated": "2026-03-14T12:00:00.250Z",
              "errors": [
                {
                  "id": "{{id}}",
                  "timestamp": "2026-03-14T12:00:00.250Z",
                  "type": "lock_timeout",
                  "severity": "high",
                  "message": "gave up waiting",
                  "context": {
                    "task": "307",
                    "session_id": "s1",
                    "owner": "task-307",
                    "commit": null,
                    "branch": "refs/heads/main",
                    "code": "GCT1001",
                    "paths": [
                      "specs/TODO.md",
                      "specs/ü.json"
                    ]
                  },
                  "recovery": {
                    "suggested_action": "run it again",
                    "auto_recoverable": true
                  },
                  "fix_status": "unfixed"
                }
              ]
            }

            """);
        NothingElseHappened();
    }

    [Theory]
    [InlineData(ErrorLogType.ValidationWarning, "git_commit_validation_warning")]
    [InlineData(ErrorLogType.CommitFailure, "git_commit_failure")]
    [InlineData(ErrorLogType.LockTimeout, "lock_timeout")]
    [InlineData(ErrorLogType.StaleLockRemoved, "stale_lock_removed")]
    internal void every_type_has_its_documented_name(ErrorLogType type, string name)
    {
        Log().Append(Entry with { Type = type });

        ((string)Read()["errors"]![0]!["type"]!).ShouldBe(name);
    }

    [Fact]
    public void of_32_writers_at_once_every_entry_is_kept()
    {
        const int writers = 32;
        using var barrier = new Barrier(writers);
        var threads = Enumerable.Range(0, writers).Select(n => new Thread(() =>
        {
            var log = Log();
            barrier.SignalAndWait();
            log.Append(Entry with { Message = $"writer {n}" });
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        var errors = Read()["errors"]!.AsArray();
        errors.Select(e => (string)e!["message"]!).Order().ShouldBe(Enumerable.Range(0, writers).Select(n => $"writer {n}").Order());
        errors.Select(e => (string)e!["id"]!).Distinct().Count().ShouldBe(writers, "ids differ even within one millisecond");
        NothingElseHappened();
    }

    [Fact]
    public void what_others_wrote_stays_as_the_bytes_it_was()
    {
        const string head = """{ "tool":"other","_last_updated" : "then", "errors":[ {"id":"x","n":1.50E+400,"z":-0,"lone":"\ud800","s":"\u00fc\/😀","twice":1,"twice":2}""";
        const string tail = """ ], "deep":{"a":[1,  2]} , "tool":"again"}""" + "\r\n";
        Write(head + tail);

        Log().Append(Entry);

        var text = File.ReadAllText(LogPath);
        text.ShouldStartWith(head.Replace("\"then\"", "\"2026-03-14T12:00:00.250Z\"") + ",\n    {\n      \"id\": \"err_", customMessage: "only the time changes");
        text.ShouldEndWith("\n    }" + tail);
        NothingElseHappened();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"errors":[]}""")]
    [InlineData("""{"errors" : [ ] , "_last_updated": {"by": "somebody"}}""")]
    [InlineData("""{"_last_updated":null,"other":[1]}""")]
    [InlineData(" \n")]
    [InlineData("")]
    [InlineData("\uFEFF{\"errors\": [\n]}")]
    public void a_log_of_any_layout_takes_entries(string before)
    {
        Write(before);

        Log().Append(Entry);
        Log().Append(Entry);

        Read()["errors"]!.AsArray().Count.ShouldBe(2);
        ((string)Read()["_last_updated"]!).ShouldBe("2026-03-14T12:00:00.250Z");
        File.ReadAllBytes(LogPath)[0].ShouldBe((byte)'{', "no byte order mark is written");
        NothingElseHappened();
    }

    [Theory]
    [InlineData("{ \"errors\": [ {\"id\": ")]
    [InlineData("{ \"errors\": {} }")]
    [InlineData("{ \"errors\": null }")]
    [InlineData("[]")]
    [InlineData("{ \"errors\": [] } trailing")]
    public void a_corrupt_log_is_set_aside_and_never_overwrites_an_earlier_one(string corrupt)
    {
        var earlier = LogPath + ".corrupt-20260314T120000Z-1";
        Write("earlier", earlier);
        Write(corrupt);

        Log().Append(Entry);

        File.ReadAllText(earlier).ShouldBe("earlier");
        File.ReadAllText(LogPath + ".corrupt-20260314T120000Z-2").ShouldBe(corrupt, "nothing is lost");
        Read()["errors"]!.AsArray().Count.ShouldBe(1, "a new log was begun");
        diagnostics.All.ShouldHaveSingleItem().ShouldBe(Catalog.ErrorLogSetAside.With(LogPath, LogPath + ".corrupt-20260314T120000Z-2"));
    }

    [Fact]
    public void an_append_by_another_tool_between_our_reading_and_renaming_is_not_lost()
    {
        Write("""{"errors":[]}""");
        var looks = 0;

        Log(beforeLastLook: () =>
        {
            if (looks++ == 0)
                Write("""{"errors":[{"id":"theirs"}]}""");
        }).Append(Entry);

        Read()["errors"]!.AsArray().Select(e => (string)e!["id"]!).First().ShouldBe("theirs");
        Read()["errors"]!.AsArray().Count.ShouldBe(2);
        looks.ShouldBe(2, "the append was done again on the newer content");
        NothingElseHappened();
    }

    [Fact]
    public void a_log_begun_by_another_tool_at_the_same_moment_is_not_lost()
    {
        var looks = 0;

        Log(beforeLastLook: () =>
        {
            if (looks++ == 0)
                Write("""{"errors":[{"id":"theirs"}]}""");
        }).Append(Entry);

        Read()["errors"]!.AsArray().Count.ShouldBe(2);
        NothingElseHappened();
    }

    [Fact]
    public void a_log_that_never_stops_changing_is_given_up_on_with_its_entry_in_the_report()
    {
        var looks = 0;

        Log(beforeLastLook: () => Write($$"""{"errors":[{{looks++}}]}""")).Append(Entry);

        var report = diagnostics.All.ShouldHaveSingleItem();
        report.Code.ShouldBe("GCT9007");
        report.Message.ShouldContain("somebody else kept changing it");
        report.Message.ShouldContain("\"message\":\"gave up waiting\"", customMessage: "the entry is not lost");
        Directory.GetFiles(folder["specs"]).ShouldBe([LogPath], "no temporary file stays");
    }

    [Fact]
    public void a_log_that_cannot_be_written_is_reported_with_its_entry()
    {
        Write("a file", folder["file"]);

        new ErrorLog(folder["file/errors.json"], folder["lock"], new FakeTimeProvider(Noon), diagnostics).Append(Entry);

        var report = diagnostics.All.ShouldHaveSingleItem();
        report.Code.ShouldBe("GCT9007");
        report.Message.ShouldStartWith($"the error log '{folder["file/errors.json"]}' could not be written: ");
        report.Message.ShouldContain("\"code\":\"GCT1001\"");
    }

    [Fact]
    public void a_log_whose_lock_stays_held_is_reported()
    {
        using var somebodyElse = KernelLock.Open(folder["lock"]);
        somebodyElse.TryLock();

        Log(TimeSpan.Zero).Append(Entry);

        var report = diagnostics.All.ShouldHaveSingleItem();
        report.Code.ShouldBe("GCT9007");
        report.Message.ShouldContain($"its lock '{folder["lock"]}' was held by somebody else for 0 s");
        File.Exists(LogPath).ShouldBeFalse("nothing is written without the lock");
    }

    [Fact]
    public void a_lock_that_is_freed_in_time_is_waited_for()
    {
        using var somebodyElse = KernelLock.Open(folder["lock"]);
        somebodyElse.TryLock();
        var waiter = new Thread(() => Log(TimeSpan.FromMinutes(1)).Append(Entry));
        waiter.Start();

        waiter.Join(TimeSpan.FromMilliseconds(20)).ShouldBeFalse("it waits");
        somebodyElse.Unlock();
        waiter.Join();

        Read()["errors"]!.AsArray().Count.ShouldBe(1);
        NothingElseHappened();
    }

    [Fact]
    public void a_device_is_never_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "devices are no paths there");

        new ErrorLog("/dev/null", folder["lock"], new FakeTimeProvider(Noon), diagnostics).Append(Entry);

        diagnostics.All.ShouldHaveSingleItem().Message.ShouldContain("'/dev/null' is not a regular file");
        FileStat.TryRead("/dev/null")!.Value.Kind.ShouldBe(FileKind.Other);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void a_link_stays_a_link_and_its_target_is_written(bool targetExists)
    {
        if (targetExists)
            Write("""{"errors":[]}""", folder["real/log.json"]);
        Directory.CreateDirectory(folder["specs"]);
        File.CreateSymbolicLink(LogPath, "../real/log.json");

        Log().Append(Entry);

        new FileInfo(LogPath).LinkTarget.ShouldBe("../real/log.json");
        new FileInfo(folder["real/log.json"]).LinkTarget.ShouldBeNull();
        Read()["errors"]!.AsArray().Count.ShouldBe(1);
        NothingElseHappened();
    }

    [Fact]
    public void the_permissions_of_a_log_stay()
    {
        if (OperatingSystem.IsWindows())
            return; // No mode bits there; the analyzer understands no skipping.
        Write("""{"errors":[]}""");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite;
        File.SetUnixFileMode(LogPath, mode);

        Log().Append(Entry);

        File.GetUnixFileMode(LogPath).ShouldBe(mode);
    }

    [Fact]
    public void credentials_in_urls_are_masked_also_in_the_report()
    {
        var secret = Entry with { Message = "push to https://me:p@ss'w0rd@host/x failed", SuggestedAction = "see ssh://token@host and a@b" };

        Log().Append(secret);
        Log(TimeSpan.Zero, () => throw new IOException("the disk is full")).Append(secret);

        var entry = Read()["errors"]![0]!;
        ((string)entry["message"]!).ShouldBe("push to https://***@host/x failed");
        ((string)entry["recovery"]!["suggested_action"]!).ShouldBe("see ssh://***@host and a@b");
        var report = diagnostics.All.ShouldHaveSingleItem().Message;
        report.ShouldContain("the disk is full. The entry was: {");
        report.ShouldNotContain("w0rd");
    }

    public void Dispose() => folder.Dispose();

    private ErrorLog Log(TimeSpan? lockTimeout = null, Action? beforeLastLook = null) =>
        new(LogPath, folder["lock"], new FakeTimeProvider(Noon), diagnostics)
        {
            LockTimeout = lockTimeout ?? TimeSpan.FromSeconds(10),
            BeforeLastLook = beforeLastLook ?? (() => { }),
        };

    private JsonNode Read() => JsonNode.Parse(File.ReadAllText(LogPath))!;

    private void Write(string content, string? path = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path ?? LogPath)!);
        File.WriteAllText(path ?? LogPath, content);
    }

    private void NothingElseHappened()
    {
        diagnostics.All.ShouldBeEmpty();
        Directory.GetFiles(folder["specs"]).ShouldBe([LogPath], "no temporary file stays");
    }
}
