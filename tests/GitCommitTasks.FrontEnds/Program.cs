using System.Text.Json;
using GitCommitTasks.FrontEnds;

// A process that runs the front ends for specs, one job after the other: a process of its own, because both take environment and streams from their process,
// and one that stays, because starting it costs more than a commit. A job is a line of JSON on stdin; what the front end said on stdout and stderr is ended by a line on each.
while (Console.In.ReadLine() is { } line)
{
    var job = JsonSerializer.Deserialize(line, JobFormat.Default.Job)!;
    ProcessEnvironment.Become(job.Environment);
    var exit = job.FrontEnd switch
    {
        "command line" => CommandLineFront.Run(job),
        "task" => TaskFront.Run(job),
        var other => throw new InvalidOperationException($"no front end is called '{other}'"),
    };
    Console.Error.WriteLine();
    Console.Error.WriteLine(Job.End);
    Console.Out.WriteLine();
    Console.Out.WriteLine($"{Job.End} {exit}");
}
