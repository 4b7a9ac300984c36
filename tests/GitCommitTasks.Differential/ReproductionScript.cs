namespace GitCommitTasks.Differential;

/// <summary>A script that stands alone: makes a scenario's state, commits it with git and with the command line, and shows what differs.</summary>
internal static class ReproductionScript
{
    /// <summary>The script. It ends with 1 when something differs.</summary>
    public static string Of(Scenario scenario)
    {
        string[] message = scenario.Message is { } text ? ["-m", text] : [];
        var variables = scenario.Environment.Select(e => $"{e.Key}=\"{e.Value}\"");
        return $$"""
            #!/bin/sh
            # Commits the same state with git and with git scoped, and shows what differs: - is git, + is git scoped.
            # GIT_SCOPED names the program, if it is not on the PATH as git-scoped.
            set -e
            root=$(mktemp -d)
            trap 'rm -rf "$root"' EXIT
            export WORLD="$root/w" HOME="$root/w/home" GIT_CONFIG_NOSYSTEM=1 GIT_CEILING_DIRECTORIES="$root/w" LC_ALL=C.UTF-8 TZ=UTC
            export GIT_AUTHOR_DATE='1700000000 +0100' GIT_COMMITTER_DATE='1700000000 +0100'
            unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE XDG_CONFIG_HOME EMAIL
            {{Script.Build(scenario)}}{{Script.Copies(1)}}observe() {
            {{Script.Observe(scenario, null, isChecked: true)}}{{Script.ObserveFiles}}}
            {
            {{Script.CommitWithGit(scenario)}}observe
            } > "$root/git"
            mv "$WORLD" "$WORLD.git"; mv "$WORLD.0" "$WORLD"
            cd "$WORLD/tree"; cd {{Shell.Quote(scenario.From)}}
            if {{string.Join(' ', variables.Prepend("env"))}} ${GIT_SCOPED:-git-scoped} commit {{Shell.Quote([.. scenario.Options, .. message, "--", .. scenario.Paths])}} > "$WORLD.said" 2>&1; then outcome=committed
            else outcome=refused
            fi
            if grep -q '^nothing to commit' "$WORLD.said"; then outcome=nothing-to-commit; fi
            {
            echo "== outcome"; echo $outcome
            observe
            } > "$root/scoped"
            cat "$WORLD.said"
            # Stat data and private names differ by nature.
            for i in git scoped; do sed -E -i -e '/^  (ctime|mtime|dev|uid):/d' -e 's/^  size: [0-9]+//' -e 's/next-index-[0-9]+\.lock/INDEX/' "$root/$i"; done
            diff -u "$root/git" "$root/scoped"

            """;
    }
}
