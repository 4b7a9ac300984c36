using GitCommitTasks.Contender;

// Another process for the specs. One verb a file; each prints one line at each named step, so that a spec can wait for it.
string[] rest = args.Length > 0 ? args[1..] : [];
return (args.Length > 0 ? args[0] : "") switch
{
    "hold" => HoldVerb.Run(Arguments.Parse(rest)),
    "abandon" => AbandonVerb.Run(Arguments.Parse(rest)),
    "crash" => CrashVerb.Run(Arguments.Parse(rest)),
    "hammer" => HammerVerb.Run(Arguments.Parse(rest)),
    "wait" => WaitVerb.Run(Arguments.Parse(rest)),
    "edit-commit" => EditCommitVerb.Run(Arguments.Parse(rest)),
    "commit" => CommitVerb.Run(Arguments.Parse(rest)),
    "log" => LogVerb.Run(Arguments.Parse(rest)),
    var verb => Unknown(verb),
};

static int Unknown(string verb)
{
    Console.Error.WriteLine($"unknown verb '{verb}'");
    return 2;
}
