namespace GitCommitTasks.Specs;

/// <summary>A program that a spec needs and that a machine may lack: then the spec is skipped with its reason, or fails where the tools are required (<c>.ci/run</c>).</summary>
internal static class RequiredTool
{
    /// <summary>Absolute path of the folder with husky, lint-staged and lefthook.</summary>
    public static string HookTools => SourceTree.Path("artifacts/hook-tools/node_modules");

    /// <summary>Goes on if the program is on the PATH.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="package">What to install.</param>
    public static void Need(string program, string package) => Need(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, program))),
        $"there is no '{program}' on the PATH: install {package}");

    /// <summary>Goes on if node and the hook tools are there.</summary>
    public static void NeedHookTools()
    {
        Need("node", "nodejs");
        Need(Directory.Exists(HookTools), "husky, lint-staged and lefthook are not installed: run 'npm install --prefix artifacts/hook-tools' on a copy of tests/hook-tools/package.json, or .ci/run");
    }

    private static void Need(bool isThere, string reason)
    {
        if (Environment.GetEnvironmentVariable("GCT_REQUIRE_TOOLS") == "1")
            isThere.ShouldBeTrue(reason);
        Assert.SkipUnless(isThere, reason);
    }
}
