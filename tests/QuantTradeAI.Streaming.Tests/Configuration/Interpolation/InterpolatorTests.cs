using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Configuration.Interpolation;

namespace QuantTradeAI.Streaming.Tests.Configuration.Interpolation;

public sealed class InterpolatorTests : IDisposable
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["A"] = "one",
        ["B"] = "two",
        ["EMPTY"] = "",
        ["TRICKY"] = "x\n  url: evil",
        ["NESTED"] = "${A}",
        ["NUL"] = "canary\0",
        ["file"] = "a variable",
        ["N"] = "5",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("${A}", "one")]
    [InlineData("wss://${A}:${B}/${A}", "wss://one:two/one")]
    [InlineData("${NONE:-default}", "default")]
    [InlineData("${EMPTY:-default}", "default")]
    [InlineData("${A:-default}", "one")]
    [InlineData("${NONE:-}", "")]
    [InlineData("${EMPTY}", "")]
    [InlineData("${A:?needed}", "one")]
    [InlineData("$${A}", "${A}")]
    [InlineData("$${literal} ${A} $${", "${literal} one ${")]
    [InlineData("$$${A}", "$${A}")]
    [InlineData("$5 and $A and }", "$5 and $A and }")]
    [InlineData("${NONE:-a:-b:?c}", "a:-b:?c")]
    [InlineData("${NESTED}", "${A}")]
    [InlineData("${file}", "a variable")]
    [InlineData("${file:-default}", "a variable")]
    [InlineData("${TRICKY}", "x\n  url: evil")]
    public void Text_WithPlaceholders_HasTheirValues(string text, string expected) => Assert.Equal(expected, Resolve(text, out _));

    [Theory]
    [InlineData("${A}", "the value of ${A}")]
    [InlineData("${NONE:-secret}", "the value of ${NONE}")]
    [InlineData("${A}${B}${A}", "the value of ${A} and ${B}")]
    [InlineData("$${A}", "'${A}'")]
    public void Value_ThatWasFilledIn_IsDescribedByItsSource(string text, string expected)
    {
        var problems = new ProblemList();
        Assert.Equal(expected, new Interpolator("f", Variables.GetValueOrDefault, problems).Resolve(Scalar(text)).Describe());
    }

    [Theory]
    [InlineData("${NONE}", "the variable NONE is not set; expected a value, or ${NONE:-default}")]
    [InlineData("${NONE:?ask the desk}", "the variable NONE is not set: ask the desk")]
    [InlineData("${EMPTY:?ask the desk}", "the variable EMPTY is empty: ask the desk")]
    [InlineData("${NUL}", "the value of ${NUL} holds a control character; expected text")]
    [InlineData("${file:none}", "the file of ${file:none} cannot be read: there is none")]
    [InlineData("${file:.}", "the file of ${file:.} cannot be read: access is denied, or it is a directory")]
    [InlineData("${file:large}", "the file of ${file:large} is larger than 65,536 bytes; expected a file with one value")]
    [InlineData("${file:binary}", "the file of ${file:binary} is no UTF-8; expected a text file")]
    public void Placeholder_WithoutAValue_IsAProblem(string text, string expected)
    {
        _folder.Write("large", new string('x', 65_537));
        File.WriteAllBytes(Path.Combine(_folder.Path, "binary"), [0xC3, 0x28]);

        Assert.Null(Resolve(text, out var problems));
        Assert.Equal(expected, Assert.Single(problems.Sorted()).Message);
    }

    [Theory]
    [InlineData("value", "value")]
    [InlineData("value\n", "value")]
    [InlineData("value\r\n", "value")]
    [InlineData(" a\nb \n", " a\nb ")]
    public void File_InAPlaceholder_GivesItsTextWithoutTheLastLineBreak(string content, string expected)
    {
        var path = _folder.Write("secrets/x", content);

        Assert.Equal(expected, Resolve($"${{file:{path}}}", out _));
        Assert.Equal(expected, Resolve("${file:secrets/x}", out _));
    }

    [Fact]
    public void Value_ThatLooksLikeStructure_StaysOneValue()
    {
        var config = StreamingConfigReader.Parse(
            "f.yaml",
            "streaming:\n  providers:\n  - name: coinbase\n    websocket_url: wss://x/\n    options: {token: '${TRICKY}', list: '${LIST}'}\n",
            ConfigCatalog.Usual,
            name => name == "LIST" ? "[a, b]" : Variables.GetValueOrDefault(name));

        Assert.Equal(new Uri("wss://x/"), config.Providers.Single().WebSocketUrl);
        Assert.Equal("x\n  url: evil", config.Providers.Single().Options["token"]);
        Assert.Equal("[a, b]", config.Providers.Single().Options["list"]);
    }

    [Theory]
    [InlineData("buffer_size: ${N}")]
    [InlineData("buffer_size: '${N}'")]
    [InlineData("buffer_size: ${NONE:-5}")]
    public void Number_FromAPlaceholder_IsANumber(string line) => Assert.Equal(
        5,
        StreamingConfigReader.Parse("f", $"streaming:\n  {line}\n  providers:\n  - name: coinbase\n", ConfigCatalog.Usual, Variables.GetValueOrDefault).BufferSize);

    [Fact]
    public void Keys_AreNotInterpolated()
    {
        var node = (MappingNode)new Interpolator("f", _ => throw new InvalidOperationException("looked up"), new ProblemList())
            .Resolve(new MappingNode([new(Scalar("${A}"), Scalar("b"))], default));

        Assert.Equal("${A}", node.Members.Single().Key.Text);
    }

    [Fact]
    public void Values_OfADocument_AreBoundedTogether()
    {
        var (looked, problems) = (0, new ProblemList());
        var large = new string('x', 200_000);
        var interpolator = new Interpolator("f", _ => looked++ < 100 ? large : throw new InvalidOperationException("never ends"), problems);

        interpolator.Resolve(new SequenceNode([.. Enumerable.Repeat(Scalar("${BIG}"), 10)], default));

        Assert.Equal(5, problems.Sorted().Length);
        Assert.All(problems.Sorted(), problem => Assert.Equal("the values of this document's placeholders are longer than 1,048,576 characters together", problem.Message));
    }

    [Fact]
    public void Placeholders_OfADocument_AreBoundedInNumber()
    {
        var problems = new ProblemList();

        new Interpolator("f", _ => "x", problems).Resolve(Scalar(string.Concat(Enumerable.Repeat("${A}", Interpolator.MaxPlaceholders + 1))));

        Assert.Equal("there are more than 1,000 placeholders in this document", Assert.Single(problems.Sorted()).Message);
    }

    private static ScalarNode Scalar(string text) => new(text, IsPlain: true, default);

    private string? Resolve(string text, out ProblemList problems)
    {
        problems = new ProblemList();
        var interpolator = new Interpolator(Path.Combine(_folder.Path, "f.yaml"), Variables.GetValueOrDefault, problems);
        return (interpolator.Resolve(Scalar(text)) as ScalarNode)?.Text;
    }
}
