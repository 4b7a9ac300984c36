using System.Text;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A JSON document that random edits can be made to; every number makes an edit, so that shrinking works.</summary>
internal sealed class JsonSketch
{
    /// <summary>The number of the edit that moves an item.</summary>
    public const int Move = 8;

    private static readonly string[] Names = ["\"a\"", "\"b\"", "\"c\"", "\"id\"", "\"\\u00e4\""];

    private static readonly JsonStyle[] Styles =
    [
        new(),
        new() { Indent = "\t", NewLine = "\r\n", Colon = ":", End = "" },
        new() { Indent = "    ", ObjectPadding = " ", ArrayPadding = "", HasByteOrderMark = true },
    ];

    private readonly JsonKind kind;
    private readonly string text = "";
    private readonly List<(string Name, JsonSketch Value)> items = [];
    private bool isInline;
    private int style;

    private JsonSketch(JsonKind kind, string text = "") => (this.kind, this.text) = (kind, text);

    /// <summary>The scalars in it.</summary>
    public IEnumerable<string> Scalars => kind == JsonKind.Scalar ? [text] : items.SelectMany(i => i.Value.Scalars);

    /// <summary>A document with a bit of everything. Each scalar is a call of <paramref name="scalar"/>.</summary>
    public static JsonSketch Base(Func<string> scalar)
    {
        var root = Container(JsonKind.Object, scalar, 3);
        root.items.Add(("\"list\"", Container(JsonKind.Array, scalar, 3)));
        root.items.Add(("\"plan\"", new JsonSketch(JsonKind.Array)));
        for (var i = 0; i < 3; i++)
            root.items[^1].Value.items.Add(("", Container(JsonKind.Object, scalar, 4)));
        root.items.Add(("\"deep\"", Container(JsonKind.Object, scalar, 1)));
        root.items[^1].Value.items.Add(("\"deeper\"", Container(JsonKind.Object, scalar, 2)));
        return root;
    }

    /// <summary>The file.</summary>
    public byte[] Render() => JsonRendering.Of(Tree(), Styles[style % Styles.Length]).Content;

    /// <summary>Walks down by <paramref name="path"/> and changes what is there.</summary>
    /// <param name="path">Each number chooses an item of the container reached.</param>
    /// <param name="op">What to do.</param>
    /// <param name="scalar">Makes a scalar.</param>
    /// <param name="withForm">Whether order, layout and identities may change, too.</param>
    public void Edit(IReadOnlyList<int> path, int op, Func<string> scalar, bool withForm)
    {
        var container = this;
        for (var i = 0; i < path.Count - 1 && container.items.Count > 0; i++)
        {
            var next = container.items[path[i] % container.items.Count].Value;
            if (next.kind == JsonKind.Scalar)
                break;
            container = next;
        }

        container.Change(path[^1], op, scalar, this, withForm);
    }

    private static JsonSketch Container(JsonKind kind, Func<string> scalar, int count)
    {
        JsonSketch container = new(kind);
        for (var i = 0; i < count; i++)
            container.items.Add((Names[i], new JsonSketch(JsonKind.Scalar, scalar())));
        return container;
    }

    private void Change(int at, int op, Func<string> scalar, JsonSketch root, bool withForm)
    {
        var index = items.Count == 0 ? 0 : at % items.Count;
        // Another identity is another element: its scalars would be written anew, equal as they are.
        if (!withForm && op > 2 && items.Count > 0 && items[index].Name == Names[3])
            return;
        switch (op)
        {
            case 0 or 1:
                Add(at, new JsonSketch(JsonKind.Scalar, scalar()));
                break;
            case 2:
                Add(at, Container(at % 2 == 0 ? JsonKind.Object : JsonKind.Array, scalar, at % 3));
                break;
            case 3 or 4 when items.Count > 0:
                items.RemoveAt(index);
                break;
            case 5 or 6 when items.Count > 0:
                items[index] = (items[index].Name, new JsonSketch(JsonKind.Scalar, scalar()));
                break;
            case 7 when items.Count > 0:
                items[index] = (items[index].Name, Container(at % 2 == 0 ? JsonKind.Array : JsonKind.Object, scalar, at % 4));
                break;
            case Move when withForm && items.Count > 0:
                var moved = items[index];
                items.RemoveAt(index);
                items.Insert(items.Count - (index / 2), moved);
                break;
            case 9 when withForm:
                isInline = !isInline;
                break;
            case 10 when withForm:
                root.style++;
                break;
        }
    }

    private void Add(int at, JsonSketch value)
    {
        var name = Names[at % Names.Length];
        if (kind == JsonKind.Array || !items.Exists(i => i.Name == name))
            items.Insert(at % (items.Count + 1), (name, value));
    }

    private JsonTree Tree() => new()
    {
        Kind = kind,
        Text = text,
        IsInline = isInline,
        Members = kind == JsonKind.Object ? [.. items.Select(i => new JsonMember(i.Name, i.Name, i.Value.Tree()))] : [],
        Elements = kind == JsonKind.Array ? [.. items.Select(i => i.Value.Tree())] : [],
    };

    public override string ToString() => Encoding.UTF8.GetString(Render());
}
