using System.CommandLine;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Scope;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>The paths of a scope: named on the command line, or listed in a file.</summary>
internal sealed class PathOptions
{
    private readonly Argument<string[]> paths = new("PATH") { Description = "Literal paths: files, or directories with every change below them. No globs.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> list = new("--pathspec-from-file") { HelpName = "FILE|-", Description = "Read the paths from a file or stdin, one a line; quoted as git quotes them." };
    private readonly Option<bool> nul = new("--pathspec-file-nul") { Description = "Paths in that file end in NUL and are literal." };

    /// <summary>Adds argument and options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Arguments.Add(paths);
        verb.Options.Add(list);
        verb.Options.Add(nul);
    }

    /// <summary>Whether the paths come from stdin.</summary>
    public bool ReadsInput(ParseResult words) => words.GetValue(list) == "-";

    /// <summary>The paths, or null after reporting GCT2019.</summary>
    /// <exception cref="UsageException">They are given two ways at once, or the format of a list is given without one.</exception>
    public IReadOnlyList<string>? TryRead(ParseResult words, string directory, DiagnosticBag diagnostics)
    {
        var (named, path) = (words.GetValue(paths) ?? [], words.GetValue(list));
        if (path is null)
            return words.GetValue(nul) ? throw new UsageException("'--pathspec-file-nul' needs '--pathspec-from-file'", "commit") : named;
        if (named.Length > 0)
            throw new UsageException("'--pathspec-from-file' and paths cannot be used together", "commit");
        try
        {
            if (PathList.TryParse(InputFile.Read(path, directory), words.GetValue(nul), out var problem) is { } listed)
                return listed;
            diagnostics.Report(Catalog.PathspecFileUnreadable.With(path, problem));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file is missing or not ours to read.
            diagnostics.Report(Catalog.PathspecFileUnreadable.With(path, e.Message.TrimEnd('.')));
        }

        return null;
    }
}
