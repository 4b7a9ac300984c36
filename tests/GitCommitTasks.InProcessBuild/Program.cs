using System.Globalization;
using GitCommitTasks.InProcessBuild;
using Microsoft.Build.Locator;

// in-process-build NODES THREADS|PROCESSES PROJECT… [--then PROJECT…]…
//
// Builds the target ScopedCommit of the projects beside each other, and after each --then the next ones, all in this process.
// Before any type of MSBuild is touched its assemblies must be found: that is why there is nothing of it in this file.
MSBuildLocator.RegisterDefaults();
return Builds.Run(int.Parse(args[0], CultureInfo.InvariantCulture), args[1] == "THREADS", args.AsSpan(2));
