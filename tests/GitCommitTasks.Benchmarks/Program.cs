using GitCommitTasks.Benchmarks;

// Prints one table a subject, each with its rival in the same run. Nothing is asserted: these are figures, not tests.
// dotnet run -c Release --project tests/GitCommitTasks.Benchmarks [-- SUBJECT…]
return args switch
{
    ["worker", var kind, .. var rest] => Worker.Run(kind, rest),
    _ => await Subjects.RunAsync(args),
};
