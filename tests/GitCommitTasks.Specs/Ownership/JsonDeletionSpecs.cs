namespace GitCommitTasks.Specs.Ownership;

/// <summary>JSON values that HEAD gets, by a reset or by somebody's commit, when the disk has them no more: whose deletion that is. Found by <see cref="ProvenanceProperties"/>.</summary>
public sealed class JsonDeletionSpecs
{
    private const string One = "{\n  \"k\": 1\n}\n", None = "{}\n";

    [Fact]
    public void whoever_took_away_what_HEAD_did_not_have_has_deleted_it_when_HEAD_gets_it()
    {
        JsonSharedFile file = new("{\n  \"in\": {\n    \"k\": 1\n  }\n}\n");
        var first = file.Head;
        file.Reset("{\n  \"in\": {}\n}\n"u8.ToArray());
        file.Edit("a", "{\n    \"k\": 1\n  }", "2");
        file.Reset(first);

        file.Compose(null).Content.ShouldBe(first, "nothing is unattributed");
        file.Text("a").ShouldBe("{\n  \"in\": 2\n}\n");
    }

    [Fact]
    public void what_HEAD_gets_and_the_disk_never_had_is_deleted_by_nobody()
    {
        JsonSharedFile file = new(One);
        file.Edit("a", One, None);
        file.Commit("a");
        file.Reset("{\n  \"k\": 9\n}\n"u8.ToArray());

        file.Compose("a").Content.ShouldBe(file.Head, "it deleted the 1");
    }

    [Fact]
    public void what_was_there_again_and_went_by_itself_is_deleted_by_nobody()
    {
        JsonSharedFile file = new(None);
        file.Edit("a", None, One);
        file.Edit("a", One, None);
        file.Edit("b", None, "{\n  \"k\": 2\n}\n");
        file.Commit("b");
        var head = file.Head;
        file.Reset("{}\n"u8.ToArray());
        file.Edit(null, file.Head);
        file.Reset(head);

        file.Compose("a").Content.ShouldBe(head, "it deleted the 1");
    }

    [Fact]
    public void whoever_replaces_a_container_deletes_what_HEAD_gets_in_it()
    {
        JsonSharedFile file = new("{\n  \"in\": [\n    1\n  ]\n}\n");
        var first = file.Head;
        file.Edit("a", "[\n    1\n  ]", "{\n    \"x\": 2\n  }");
        file.Commit("a");
        var second = file.Head;
        file.Reset(first);
        file.Edit(null, first);
        file.Edit("b", "[\n    1\n  ]", "3");
        file.Reset(second);

        file.Compose(null).Content.ShouldBe(second, "not an object without its member");
        file.Text("b").ShouldBe("{\n  \"in\": 3\n}\n");
    }

    [Fact]
    public void whoever_replaces_what_replaced_a_container_takes_the_deletions_in_it_along()
    {
        JsonSharedFile file = new("{\n  \"in\": [\n    1\n  ]\n}\n");
        file.Edit("a", "[\n    1\n  ]", "2");
        file.Edit("b", "2", "3");

        file.Compose("a").Content.ShouldBe(file.Head, "nothing of a's is left");
        file.Compose("b").Entangled.Select(e => e.Owner).Distinct().ShouldBe(["a"]);
        file.Edit("c", "3", "[\n    4\n  ]");
        file.Compose("b").Entangled.Select(e => e.Owner).ShouldContain("a", "the 1 was a's to delete");
    }

    [Fact]
    public void whoever_writes_anew_what_another_deleted_says_so_after_a_soft_reset_over_both()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Edit("a", One, None);
        file.Commit("a");
        file.Edit("b", None, "{\n  \"k\": 2\n}\n");
        file.Reset(first);

        file.Compose("b").Entangled.Select(e => e.Owner).ShouldBe(["a"]);
    }

    [Fact]
    public void whoever_deletes_what_was_written_after_anothers_deletion_says_so_after_a_soft_reset_over_both()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Edit("a", One, None);
        file.Commit("a");
        file.Edit("b", None, "{\n  \"k\": 2\n}\n");
        file.Edit("c", "{\n  \"k\": 2\n}\n", None);
        file.Reset(first);

        file.Compose("c").Entangled.Select(e => e.Owner).ShouldBe(["a"]);
    }

    [Fact]
    public void a_value_that_goes_back_to_that_of_HEAD_is_as_entangled_as_it_was_committed()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Edit("a", One, None);
        file.Edit("b", None, "{\n  \"k\": 2\n}\n");
        file.Commit("b").Entangled.Select(e => e.Owner).ShouldBe(["a"]);
        file.Edit("c", "2", "3");
        file.Edit(null, file.Head);
        file.Reset(first);

        file.Compose("b").Entangled.Select(e => e.Owner).ShouldBe(["a"]);
    }

    [Fact]
    public void whoever_writes_an_object_where_HEAD_has_another_has_written_it()
    {
        JsonSharedFile file = new("{\n  \"in\": 5\n}\n");
        var first = file.Head;
        file.Reset("{\n  \"in\": {\n    \"x\": 1\n  }\n}\n"u8.ToArray());
        file.Edit("b", "5", "{\n    \"x\": 2\n  }");
        file.Reset(first);

        file.Compose(null).Content.ShouldBe(first, "nothing is unattributed");
    }

    [Fact]
    public void what_went_before_with_a_container_that_somebody_replaced_goes_otherwise_when_it_is_replaced_otherwise()
    {
        JsonSharedFile file = new("{\n  \"in\": {\n    \"k\": 1\n  }\n}\n");
        var first = file.Head;
        file.Edit("b", "{\n    \"k\": 1\n  }", "2");
        file.Edit(null, first);
        file.Edit(null, "{\n  \"in\": 3\n}\n"u8.ToArray());

        file.Compose("b").Content.ShouldBe(first, "nobody was seen replacing it");
    }

    [Fact]
    public void whoever_deletes_once_more_what_he_had_written_where_it_was_deleted_has_deleted_it_if_HEAD_has_got_what_he_wrote()
    {
        JsonSharedFile file = new(One);
        file.Edit(null, "{}\n"u8.ToArray());
        file.Edit("c", None, "{\n  \"k\": 2\n}\n");
        file.Reset(file.Disk);
        file.Edit("c", "2", "3");
        file.Edit("c", "{\n  \"k\": 3\n}\n", None);

        file.Text("c").ShouldBe(None);
    }

    [Fact]
    public void nor_is_it_put_back_if_another_has_written_there_since()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Edit(null, "{}\n"u8.ToArray());
        file.Edit("c", None, "{\n  \"k\": 2\n}\n");
        file.Edit(null, first);
        file.Edit("a", "1", "3");
        file.Edit("c", "{\n  \"k\": 3\n}\n", None);

        file.Text("c").ShouldBe(None);
    }

    [Fact]
    public void whoever_wrote_where_HEAD_gets_back_what_went_by_itself_says_that_nobody_took_it_away()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Edit("a", "1", "2");
        file.Reset(to: null);
        file.Edit(null, disk: null);
        file.Edit("b", "{\n  \"k\": 3\n}\n"u8.ToArray());
        file.Reset(first);

        file.Compose("b").Entangled.Select(e => e.Owner).ShouldBe([null]);
    }

    [Fact]
    public void whoever_deletes_the_rest_of_a_container_names_whose_deletion_in_it_HEAD_undoes()
    {
        JsonSharedFile file = new("{\n  \"in\": {\n    \"k\": 1\n  }\n}\n");
        var first = file.Head;
        file.Reset("{}\n"u8.ToArray());
        file.Edit(null, "{\n  \"in\": {}\n}\n"u8.ToArray());
        file.Edit("a", "{\n  \"in\": {}\n}", "{}");
        file.Reset(first);

        file.Compose("a").Entangled.Select(e => e.Owner).ShouldBe([null]);
    }

    [Fact]
    public void a_deletion_is_his_who_made_it_again_when_HEAD_has_no_more_what_the_disk_never_had()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Reset("{}\n"u8.ToArray());
        file.Edit("b", One, None);
        file.Reset("{\n  \"k\": 9\n}\n"u8.ToArray());
        file.Compose("b").Content.ShouldBe(file.Head, "it deleted the 1");
        file.Store();
        file.Reset(first);

        file.Compose(null).Content.ShouldBe(first, "nothing is unattributed");
        file.Text("b").ShouldBe(None);
    }

    [Fact]
    public void whoever_took_away_what_came_back_and_another_wrote_over_has_not_deleted_it()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Edit("b", One, None);
        file.Edit(null, first);
        file.Reset("{}\n"u8.ToArray());
        file.Edit("a", "1", "2");
        file.Edit(null, file.Head);
        file.Reset(first);

        file.Compose("b").Content.ShouldBe(first, "a took it away the last time");
    }

    [Fact]
    public void whoever_writes_an_object_over_what_came_back_has_not_put_back_one_that_he_took_away_before()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Edit("a", "1", "{\n    \"x\": 2\n  }");
        file.Edit("c", "{\n    \"x\": 2\n  }", "3");
        file.Edit(null, first);
        file.Edit("c", "1", "3");
        file.Edit("c", "3", "{\n    \"x\": 4\n  }");

        file.Compose("a").Content.ShouldBe(first, "nothing of a's is left");
    }

    [Fact]
    public void whoever_deletes_what_was_written_over_a_value_names_who_wrote_it_though_HEAD_had_nothing_for_a_while()
    {
        JsonSharedFile file = new(One);
        var first = file.Head;
        file.Edit("b", "1", "2");
        file.Commit("b");
        file.Reset("{}\n"u8.ToArray());
        file.Store();
        file.Edit("a", "{\n  \"k\": 2\n}\n", None);
        file.Reset(first);

        file.Compose("a").Entangled.Select(e => e.Owner).ShouldContain("b");
    }
}
