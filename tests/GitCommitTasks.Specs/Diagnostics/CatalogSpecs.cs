using System.Reflection;
using System.Text.RegularExpressions;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Specs.Diagnostics;

/// <summary>The catalog and its pages say the same.</summary>
/// <remarks>After a text was changed on purpose, <c>GCT_UPDATE_PAGES=1 dotnet test --project tests/GitCommitTasks.Specs</c> writes texts and severities
/// into the pages and the index; a new code needs a page, and a line in the index, by hand.</remarks>
public sealed partial class CatalogSpecs : IClassFixture<CatalogSpecs.PageUpdate>
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> Descriptors =
    [
        .. typeof(Catalog).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>(),
    ];

    private static readonly string Folder = SourceTree.Path("docs/diagnostics");

    public static TheoryData<string> Codes => [.. Descriptors.Select(d => d.Code)];

    [Fact]
    public void codes_are_unique_and_belong_to_a_family()
    {
        Descriptors.Count.ShouldBeGreaterThan(50, "they were found");
        Descriptors.Select(d => d.Code).ShouldBeUnique();
        foreach (var descriptor in Descriptors)
            descriptor.Code.ShouldMatch("^GCT[1234569][0-9]{3}$", "lock, scope, ref, validation, index, ownership, environment");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void every_code_has_a_page_with_its_severity_and_exact_text(string code)
    {
        var descriptor = Descriptors.Single(d => d.Code == code);
        var page = File.ReadAllText(PageOf(code));

        page.ShouldStartWith($"# {code} ({Word(descriptor)}): ");
        TextBlock().Matches(page).ShouldHaveSingleItem().Groups["text"].Value.ShouldBe(descriptor.Format);
        string[] sections = ["## Cause", "## What to do", "## How to silence or raise it"];
        Heading().Matches(page).Select(m => m.Value).ShouldBe(sections);
    }

    [Fact]
    public void every_page_belongs_to_a_code()
    {
        var pages = Directory.GetFiles(Folder).Select(Path.GetFileName);

        pages.Order(StringComparer.Ordinal).ShouldBe(Descriptors.Select(d => d.Code + ".md").Append("README.md").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void the_index_lists_every_code_once_in_order_with_the_title_of_its_page()
    {
        string[] rows = [.. IndexRow().Matches(File.ReadAllText(Path.Combine(Folder, "README.md"))).Select(m => m.Value)];
        string[] expected = [.. Descriptors.OrderBy(d => d.Code, StringComparer.Ordinal)
            .Select(d => $"| [{d.Code}]({d.Code}.md) | {Word(d)} | {TitleOf(d.Code)} |")];

        expected.Except(rows).ShouldBeEmpty("each has its row");
        rows.SequenceEqual(expected).ShouldBeTrue("in order, and nothing else");
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void every_text_can_be_formatted(string code)
    {
        var descriptor = Descriptors.Single(d => d.Code == code);

        var text = descriptor.With("a0", "a1", "a2", "a3").Message;

        text.ShouldNotContain("{0}", customMessage: "placeholders are filled");
        Enumerable.Range(0, 4).Where(n => text.Contains($"a{n}", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Range(0, Placeholder().Matches(descriptor.Format).Select(m => m.Value).Distinct().Count()), "none is skipped");
    }

    private static string PageOf(string code) => Path.Combine(Folder, code + ".md");

    private static string Word(DiagnosticDescriptor descriptor) => descriptor.Severity.ToString().ToLowerInvariant();

    private static string TitleOf(string code) => Title().Match(File.ReadAllText(PageOf(code))).Groups["title"].Value;

    private static void UpdatePages()
    {
        var indexPath = Path.Combine(Folder, "README.md");
        var index = File.ReadAllText(indexPath);
        foreach (var descriptor in Descriptors.Where(d => File.Exists(PageOf(d.Code))))
        {
            var page = TextBlock().Replace(File.ReadAllText(PageOf(descriptor.Code)), _ => $"```text\n{descriptor.Format}\n```", 1);
            page = Title().Replace(page, m => $"# {descriptor.Code} ({Word(descriptor)}): {m.Groups["title"].Value}", 1);
            File.WriteAllText(PageOf(descriptor.Code), page);
            var row = $"| [{descriptor.Code}]({descriptor.Code}.md) | {Word(descriptor)} | {TitleOf(descriptor.Code)} |";
            index = IndexRow().Replace(index, m => m.Groups["code"].Value == descriptor.Code ? row : m.Value);
        }

        File.WriteAllText(indexPath, index);
    }

    /// <summary>Once, before the specs of this class.</summary>
    public sealed class PageUpdate
    {
        public PageUpdate()
        {
            if (Environment.GetEnvironmentVariable("GCT_UPDATE_PAGES") == "1")
                UpdatePages();
        }
    }

    [GeneratedRegex(@"^```text\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TextBlock();

    [GeneratedRegex(@"\A# GCT\d{4} \(\w+\): (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"^## .*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| \[(?<code>GCT\d{4})\].*$", RegexOptions.Multiline)]
    private static partial Regex IndexRow();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
