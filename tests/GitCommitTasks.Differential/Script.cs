namespace GitCommitTasks.Differential;

/// <summary>The parts of a scenario's life as scripts for <c>sh -e</c>, with the state in <c>$WORLD</c>.</summary>
/// <remarks>In the world lie the working tree <c>tree</c>, the home <c>home</c>, and whatever a scenario puts beside them.</remarks>
internal static class Script
{
    /// <summary><c>GCT_REF_FORMAT=reftable</c> in the environment of the run makes the repositories of all scenarios so (git 2.45); null for git's default.</summary>
    public static readonly string? RefFormat = Environment.GetEnvironmentVariable("GCT_REF_FORMAT") is { Length: > 0 } format ? format : null;

    /// <summary>Makes the state, with the words <c>w</c>, <c>base</c> and <c>hook</c> for what scenarios often need.</summary>
    /// <remarks>Files are made old, so that git and we may believe the stat of the unchanged ones.</remarks>
    public static string Build(Scenario scenario) => $$"""
        # w FILE TEXT: writes a file of one line, making its directories.
        w() { mkdir -p "$(dirname -- "$1")"; printf '%s\n' "$2" > "$1"; }
        # base: commits all there is.
        base() { git add -A -f .; git commit -q --allow-empty -m base; }
        # hook NAME [BODY]: a hook that writes down how it was run, and then does BODY. That git removes AUTO_MERGE, which a commit of ours does not have, is left out.
        hook() {
          mkdir -p .git/hooks
          printf '#!/bin/sh\nsaid=$(cat)\ncase "$said" in *" AUTO_MERGE") exit 0;; esac\n{ echo "-- %s $*"; echo "in $PWD"; env | grep ^GIT_ | sort; [ -z "$said" ] || echo "$said" | sed "s/^/stdin: /"; } >> "$WORLD/hooks.log"\n%s\n' "$1" "${2-}" > ".git/hooks/$1"
          chmod +x ".git/hooks/$1"
        }
        mkdir -p "$WORLD/tree" "$WORLD/home"
        printf '[user]\n\tname = Tester\n\temail = tester@example.invalid\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[protocol "file"]\n\tallow = always\n' > "$HOME/.gitconfig"
        cd "$WORLD/tree"
        git init -q --template= -b main
        mkdir .git/info
        {{scenario.Build}}
        cd "$WORLD"
        : > hooks.log
        find . -name .git -prune -o -type f -exec touch -d @1600000000 {} +

        """;

    /// <summary>Copies the state <paramref name="count"/> times, to <c>$WORLD.0</c> and so on. What the index knows of the files' stat is brought up to date in each.</summary>
    public static string Copies(int count) => $$"""
        for i in {{string.Join(' ', Enumerable.Range(0, count))}}; do
          cp -a "$WORLD" "$WORLD.$i"
          cd "$WORLD.$i/tree"; git -c core.hooksPath=/dev/null update-index -q --refresh || :
        done 2> /dev/null

        """;

    /// <summary>Commits with git. What it says goes to <c>$WORLD.said</c>, and how it ended is the section <c>outcome</c>.</summary>
    public static string CommitWithGit(Scenario scenario)
    {
        string[] message = scenario.Message is { } text ? ["-m", text] : [];
        var variables = scenario.Environment.Select(e => $"{e.Key}=\"{e.Value}\"");
        string[] words = ["commit", "--only", .. scenario.Options, .. message, "--", .. scenario.Paths];
        // One by one: a path that is unknown, or gone from the index already, must not keep the others from being added. What was removed is left to the commit: an
        // entry that HEAD does not have would be gone from the index, and the commit would not know its name any more.
        var add = scenario.IsAddedFirst
            ? "index=$(git rev-parse --git-path index); cp $index \"$WORLD.index\" 2> /dev/null || : > \"$WORLD.index\"\n"
                + string.Concat(scenario.Paths.Select(p => $"git --literal-pathspecs add --ignore-removal -- {Shell.Quote(p)} 2> /dev/null || :\n"))
            : "";
        // What was added for a commit that was not made is taken back.
        var takeBack = scenario.IsAddedFirst ? "[ $outcome = committed ] || [ ! -s \"$WORLD.index\" ] || cp \"$WORLD.index\" $index\n" : "";
        return $$"""
            cd "$WORLD/tree"; cd {{Shell.Quote(scenario.From)}}
            {{add}}if {{string.Join(' ', variables.Prepend("env"))}} git --literal-pathspecs {{Shell.Quote(words)}} > "$WORLD.said" 2>&1; then outcome=committed
            elif grep -q -e '^nothing to commit' -e '^nothing added to commit' -e '^no changes added' "$WORLD.said"; then outcome=nothing-to-commit
            else outcome=refused
            fi
            {{takeBack}}echo "== outcome"; echo $outcome

            """;
    }

    /// <summary>Shows in sections what git knows of the state. Changes nothing.</summary>
    /// <param name="scenario">For where to look.</param>
    /// <param name="known">The commit whose content need not be shown; null to show it in any case.</param>
    /// <param name="isChecked">Whether the repository is to be checked from end to end.</param>
    public static string Observe(Scenario scenario, string? known, bool isChecked) => $$"""
        cd "$WORLD/tree"; cd {{Shell.Quote(scenario.From)}}
        echo "== hooks"; cat "$WORLD/hooks.log"
        echo "== index"; git ls-files -s -t --debug
        echo "== status"; git --no-optional-locks status --porcelain=v2 --branch --untracked-files=all --ignored > "$WORLD.status" || echo failed; cat "$WORLD.status"
        read x x head < "$WORLD.status" || head=$(git rev-parse HEAD)
        echo "== head"; echo $head
        case "$head" in "(initial)"|"{{known}}") ;; *) echo "== commit"; git cat-file commit HEAD; echo "== tree"; git ls-tree -r -t HEAD;; esac
        {{(RefFormat is null ? "" : "echo \"== reftable\"; git for-each-ref; git reflog show --date=raw --format='%gd %gn %ge %gs' HEAD -- || :; git symbolic-ref -q HEAD || :")}}
        {{(isChecked ? "echo \"== fsck\"; git fsck --strict --no-dangling --no-progress 2>&1 || :" : "")}}

        """;

    /// <summary>Shows the rest of the state, which is compared without git: refs, logs, files, locks.</summary>
    public const string ObserveFiles = """
        echo "== files"; cd "$WORLD"; find . -name .git -prune -o -path ./home -prune -o ! -name hooks.log -printf '%p %y %m %l\n' | sort; find . -name .git -prune -o -type f ! -name hooks.log -exec sha256sum {} + | sort
        echo "== refs"; cd "$WORLD/tree/.git"; grep -ra '' HEAD packed-refs refs logs worktrees/*/HEAD worktrees/*/logs 2> /dev/null | sort
        echo "== locks"; find . -name '*.lock' ! -path './scoped/*'

        """;
}
