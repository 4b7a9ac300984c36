namespace GitCommitTasks.Differential;

/// <summary>What can happen to a path.</summary>
internal enum RandomStepKind
{
    /// <summary>It becomes a file.</summary>
    Write,

    /// <summary>It becomes a link, likewise.</summary>
    Link,

    /// <summary>It is made executable, if it is a file.</summary>
    MakeExecutable,

    /// <summary>It is removed, with all below it.</summary>
    Remove,

    /// <summary>It is staged as it is.</summary>
    Stage,

    /// <summary>The index has it as one that is to be added.</summary>
    Intend,

    /// <summary>The index has it again as HEAD has it.</summary>
    Unstage,

    /// <summary>The index has it no more, the working tree still.</summary>
    Forget,
}

/// <summary>One thing that happens to a path.</summary>
/// <param name="Kind">What.</param>
/// <param name="Path">To which.</param>
/// <param name="Content">Which of the contents it gets: with each kind of line end, binary, empty, with a keyword.</param>
internal sealed record RandomStep(RandomStepKind Kind, string Path, int Content)
{
    private static readonly string[] Contents = ["one\\n", "one\\r\\ntwo\\r\\n", "one\\ntwo\\r\\n", "\\0\\r\\n", "", "$Id: 12 $\\n"];

    /// <summary>As a line of shell; never fails.</summary>
    public string Script => Kind switch
    {
        RandomStepKind.Write => $"{ClearTheWay}; printf '{Contents[Content]}' > {Path}",
        RandomStepKind.Link => $"{ClearTheWay}; ln -s target{Content} {Path}",
        RandomStepKind.MakeExecutable => $"[ ! -f {Path} ] || [ -L {Path} ] || chmod +x {Path}",
        RandomStepKind.Remove => $"rm -rf {Path} 2> /dev/null || :",
        RandomStepKind.Stage => $"git add -A {Path} 2> /dev/null || :",
        RandomStepKind.Intend => $"git add -N {Path} 2> /dev/null || :",
        RandomStepKind.Unstage => $"git reset -q {Path} 2> /dev/null || :",
        _ => $"git rm -q -r --cached {Path} 2> /dev/null || :",
    };

    private string ClearTheWay => Path.Contains('/', StringComparison.Ordinal) ? $"mkdir -p {Path[..Path.LastIndexOf('/')]}; rm -f {Path}" : $"rm -f {Path}";
}
