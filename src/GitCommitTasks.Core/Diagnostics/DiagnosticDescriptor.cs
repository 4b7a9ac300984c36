using System.Globalization;

namespace GitCommitTasks.Diagnostics;

/// <summary>A code with its severity and the format of its text. Declared once, in <see cref="Catalog"/>; a code is never reused.</summary>
/// <param name="Code"><c>GCT</c> and four digits: 1xxx lock, 2xxx scope and content, 3xxx ref, 4xxx validation, 5xxx index, 6xxx ownership, 9xxx environment and usage.</param>
/// <param name="Severity">How much it matters by itself.</param>
/// <param name="Format">The text, a composite format string; formatted with the invariant culture.</param>
internal sealed record DiagnosticDescriptor(string Code, DiagnosticSeverity Severity, string Format)
{
    /// <summary>The diagnostic with its placeholders filled, and credentials in URLs masked: it goes into logs.</summary>
    public Diagnostic With(params object?[] arguments) =>
        new(Code, Severity, arguments.Length == 0 ? Format : UrlCredentials.Mask(string.Format(CultureInfo.InvariantCulture, Format, arguments)));
}
