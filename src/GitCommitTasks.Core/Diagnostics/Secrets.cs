using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GitCommitTasks.Diagnostics;

/// <summary>What of an environment must not be shown: the values of variables whose names say that they are secret, and credentials in URLs.</summary>
/// <remarks>For what other programs say, hooks and signers above all: a hook with <c>set -x</c> shows every variable it uses, and its last words go into
/// diagnostics and the error log. <b>Does not guarantee</b> to know every secret: it goes by names (<c>TOKEN</c>, <c>PASSWORD</c> …), and a value of less than six
/// characters is left alone, for it would be found in everything.</remarks>
internal sealed partial class Secrets
{
    private const int Shortest = 6;

    /// <summary>Found when something is to be masked: most commits run no other program.</summary>
    private readonly Lazy<string[]> values;

    public Secrets(IReadOnlyDictionary<string, string> environment)
    {
        // The longer one first: it may hold the shorter.
        values = new(() => [.. environment.Where(v => v.Value.Length >= Shortest && Telling().IsMatch(v.Key)).Select(v => v.Value).Distinct().OrderByDescending(v => v.Length)]);
    }

    /// <summary><paramref name="text"/> with each secret replaced by <c>***</c>.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Mask(string? text)
    {
        if (text is null)
            return null;
        foreach (var value in values.Value)
            text = text.Replace(value, "***", StringComparison.Ordinal);
        return UrlCredentials.Mask(text);
    }

    [GeneratedRegex(@"TOKEN|SECRET|PASSW(OR)?D|PASSPHRASE|CREDENTIAL|(API|ACCESS|PRIVATE|ENCRYPTION)_?KEY|(^|_)PAT$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Telling();
}
