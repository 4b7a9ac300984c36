using GitCommitTasks.Tool.CommandLine;

return GitScoped.Run(args);
