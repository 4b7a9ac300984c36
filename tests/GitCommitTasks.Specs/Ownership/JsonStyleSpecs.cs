using System.Text;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Which JSON files are regular: their values and a style give them back byte for byte.</summary>
public sealed class JsonStyleSpecs
{
    [Theory]
    [InlineData("{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}\n")]
    [InlineData("{\n    \"a\": {\n        \"b\": \"c\"\n    }\n}")]
    [InlineData("{\n\t\"a\": 1\n}\n")]
    [InlineData("{\n\"a\": 1\n}\n")]
    [InlineData("{\r\n  \"a\":1,\r\n  \"b\":[]\r\n}\r\n")]
    [InlineData("{\n  \"a\" : {}\n}\n")]
    [InlineData("\uFEFF{\n  \"a\": 1\n}\n")]
    [InlineData("{\"a\":1,\"b\":[1,2],\"c\":{}}")]
    [InlineData("{\"a\": 1, \"b\": [1, 2]}\n")]
    [InlineData("{\n  \"short\": [1, 2],\n  \"long\": [\n    1,\n    { \"id\": 1, \"tags\": [] }\n  ]\n}\n")]
    [InlineData("[ 1, 2 ]")]
    [InlineData("{}")]
    [InlineData("[]\n")]
    [InlineData("\"alone\"\n")]
    [InlineData("[\n  1.0e5,\n  -0,\n  \"\\u00e4 \\/ ä\",\n  \"\\\"\"\n]\n")]
    [InlineData("{\n  \"\\u0061\": 1,\n  \"b\": 2\n}\n")]
    public void a_regular_file_comes_back_byte_for_byte(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);

        var document = JsonDocumentText.TryParse(content).ShouldNotBeNull("it is regular");
        Encoding.UTF8.GetString(JsonRendering.Of(document.Root, document.Style).Content).ShouldBe(text);
        JsonStyle.TryDetect(content).ShouldBe(document.Style);
    }

    [Theory]
    [InlineData("", "an empty file is no JSON")]
    [InlineData("{\n  \"a\": 1,\n}\n", "a trailing comma")]
    [InlineData("{\n  // why\n  \"a\": 1\n}\n", "a comment")]
    [InlineData("{\n  \"a\": 1,\n  \"a\": 2\n}\n", "a name twice")]
    [InlineData("{\n  \"a\": 1,\n  \"\\u0061\": 2\n}\n", "a name twice, in two spellings")]
    [InlineData("{\n  \"\\ud800\": 1\n}\n", "a name that is no text")]
    [InlineData("{\n  \"a\": 1\n}\n\n", "a blank line at the end")]
    [InlineData("\n{\n  \"a\": 1\n}\n", "a blank line at the beginning")]
    [InlineData("{\n  \"a\": 1,\n\n  \"b\": 2\n}\n", "a blank line in between")]
    [InlineData("{\n  \"a\": 1,\n    \"b\": 2\n}\n", "two indentations")]
    [InlineData("{\n  \"a\": 1,\n  \"b\":2\n}\n", "two colons")]
    [InlineData("{\n  \"a\": 1,\r\n  \"b\": 2\n}\n", "two line ends")]
    [InlineData("{\n  \"a\": [1,\n    2]\n}\n", "half on one line")]
    [InlineData("{ }\n", "an empty object with a space in it")]
    [InlineData("{\n  \"a\": 1\n}\n{}\n", "two documents")]
    [InlineData("{\n  \"a\":\n    1\n}\n", "a value on its own line")]
    [InlineData("<<<<<<< HEAD\n{}\n", "conflict markers")]
    public void what_is_not_regular_has_no_style(string text, string why)
    {
        JsonStyle.TryDetect(Encoding.UTF8.GetBytes(text)).ShouldBeNull(why);
    }

    [Fact]
    public void bytes_that_are_no_UTF8_have_no_style()
    {
        JsonStyle.TryDetect([(byte)'"', 0xE4, (byte)'"']).ShouldBeNull("written again it would be another file");
    }

    [Fact]
    public void a_document_nested_too_deep_has_no_style()
    {
        JsonStyle.TryDetect(Encoding.UTF8.GetBytes(new string('[', 64) + new string(']', 64))).ShouldNotBeNull();
        JsonStyle.TryDetect(Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65))).ShouldBeNull();
    }

    [Fact]
    public void the_parts_of_a_style_are_what_the_file_shows()
    {
        JsonStyle.TryDetect("{\r\n\t\"a\":[1,2]\r\n}"u8).ShouldBe(new JsonStyle
        {
            Indent = "\t",
            NewLine = "\r\n",
            Colon = ":",
            Comma = ",",
            ArrayPadding = "",
            End = "",
        });
        JsonStyle.TryDetect("{}\n"u8).ShouldBe(new JsonStyle { NewLine = "\n" }, "nothing else shows");
    }
}
