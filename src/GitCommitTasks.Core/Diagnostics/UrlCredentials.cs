using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GitCommitTasks.Diagnostics;

/// <summary>The part of a URL before the host that may hold a password or a token: <c>user:password@</c>.</summary>
internal static partial class UrlCredentials
{
    /// <summary><paramref name="text"/> with the credentials of every URL in it replaced by <c>***</c>.</summary>
    /// <remarks>A user without a password is masked too: hosting services take a bare token in its place.</remarks>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Mask(string? text) => text?.Contains(":/", StringComparison.Ordinal) == true ? Credentials().Replace(text, "***") : text;

    /// <summary>Also where a path was made of it, with a single slash. As far as the last <c>@</c> before the path, where git ends them as well (credential.c, credential_from_url_gently).</summary>
    [GeneratedRegex(@"(?<=\b[a-z][a-z0-9+.-]+:/{1,2})[^\s/?#]+(?=@)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();
}
