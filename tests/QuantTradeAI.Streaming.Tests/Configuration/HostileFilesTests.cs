using System.Diagnostics;
using System.Text;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>Files that are made to exhaust whoever reads them: each is refused within a second, and within bounded memory.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private const long MostBytes = 300_000_000;
    private const int Deep = 100_000;
    /// <summary>It takes well under a second; a busy machine gets more, which is still far from what a file without bounds would take.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(8);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Deeper() => new()
    {
        { "f.yaml", "streaming: " + new string('[', Deep) + new string(']', Deep) },
        { "f.yaml", "streaming: " + Repeat("{a: ", Deep) + new string('}', Deep) },
        { "f.yaml", Repeat("- ", Deep) },
        { "f.yaml", Repeat("? ", Deep) },
        { "f.json", new string('[', Deep) + new string(']', Deep) },
        { "f.json", Repeat("{\"a\":", Deep) + "1" + new string('}', Deep) },
        { "f.json", new string('[', Deep) },
    };

    [Theory]
    [MemberData(nameof(Deeper))]
    public void File_NestedAHundredThousandDeep_IsRefusedAtOnce(string name, string text) =>
        Assert.Contains("nested more than 32 deep", Refused(_folder.Write(name, text)), StringComparison.Ordinal);

    [Fact]
    public void Blocks_NestedAHundredThousandDeep_AreRefusedAtOnce()
    {
        // Two spaces a level would be ten gigabytes; the size is refused before anything is parsed, and a shorter one by its depth.
        var path = Path.Combine(_folder.Path, "f.yaml");
        using (var file = File.CreateText(path))
        {
            for (var depth = 0; depth < 1_000; depth++)
                file.WriteLine(new string(' ', depth) + "a:");
        }

        Assert.Contains("nested more than 32 deep", Refused(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f.yaml")]
    [InlineData("f.json")]
    public void File_OfAHundredMegabytes_IsRefusedAtOnce(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        using (var file = File.Create(path))
        {
            file.Write("streaming: "u8);
            file.SetLength(100_000_000);
        }

        Assert.Contains("the file is larger than 1,048,576 characters", Refused(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_ThatMultiply_AreRefusedAtOnce()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        Assert.Contains("aliases are not accepted", Refused(_folder.Write("f.yaml", bomb + "streaming: *a29\n")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f.yaml", "streaming: {a: \0}")]
    [InlineData("f.json", "{\"streaming\": \"\0\"}")]
    [InlineData("f.yaml", "streaming: \u0085\u009b31m")]
    [InlineData("f.yaml", "\u007f")]
    public void File_WithControlCharacters_IsRefused(string name, string text) =>
        Assert.Contains("control character U+00", Refused(_folder.Write(name, text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("f.yaml")]
    [InlineData("f.json")]
    public void File_ThatIsNoUtf8_IsRefused(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes("streaming:\n  x: "), 0xED, 0xA0, 0x80]);

        Assert.Equal($"{path}:2:6: the byte 0xED is no UTF-8; expected a text file", Refused(path));
    }

    public static TheoryData<string, string> Crowds() => new()
    {
        { "f.yaml", "streaming:\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"  provider{i}: 1\n")) },
        { "f.yaml", "streaming:\n" + Repeat("  a: 1\n", 120_000) },
        { "f.json", "{" + string.Join(",", Enumerable.Range(0, 70_000).Select(i => $"\"provider{i}\": 1")) + "}" },
        { "f.json", "{" + string.Join(",", Enumerable.Repeat("\"a\": 1", 100_000)) + "}" },
        { "f.yaml", "streaming: {providers: [" + Repeat("{}, ", 200_000) + "]}" },
        { "f.yaml", "streaming: {providers: [" + Repeat("{name: x}, ", 60_000) + "]}" },
        { "f.yaml", "streaming: {symbols: [" + Repeat("${A}, ", 150_000) + "]}" },
        { "f.yaml", "streaming: {symbols: [" + Repeat("\"${file:/dev/zero}\", ", 40_000) + "]}" },
        { "f.yaml", "streaming: {name: '" + Repeat("${", 400_000) + "'}" },
        { "f.yaml", "streaming: {providers: [{name: '" + new string('x', 1_000_000) + "'}]}" },
        { "f.yaml", "? " + new string('x', 1_000_000) + "\n: 1" },
        { "f.yaml", "streaming: {providers: [{name: coinbase, websocket_url: 'ws://" + new string('x', 1_000_000) + "'}]}" },
        { "f.yaml", "streaming: {buffer_size: " + new string('9', 1_000_000) + "}" },
    };

    [Theory]
    [MemberData(nameof(Crowds))]
    public void File_WithNoEndOfProblems_IsRefusedAtOnceWithTheFirstOfThem(string name, string text)
    {
        var message = Refused(_folder.Write(name, text));

        Assert.InRange(message.Length, 1, 100_000);
        Assert.InRange(message.Split(Environment.NewLine).Length, 1, ProblemList.MaxKept + 1);
    }

    [Fact]
    public void Problems_BeyondAHundred_EndTheReading()
    {
        var message = Refused(_folder.Write("f.yaml", "streaming:\n  providers: [{name: coinbase}]\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"  k{i}: 1\n"))));

        Assert.EndsWith("f.yaml:1:1: there are more problems; correct those above first", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_ThatWasCutOrChangedAnywhere_IsNeverMoreThanAProblem()
    {
        var random = new Random(7);
        var samples = new[]
        {
            ("f.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config/streaming.yaml"))),
            ("f.json", """{"streaming": {"providers": [{"name": "coinbase", "symbols": ["BTC-USD"], "options": {"a": "\u00e9\n", "b": 1.5e3}}]}}"""),
        };
        const string Alphabet = "[]{}:,-?|>&*!%@`\"'#\\\t\n ~=<$";
        for (var round = 0; round < 3_000; round++)
        {
            var (name, text) = samples[round % samples.Length];
            var changed = new StringBuilder(text);
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(changed.Length);
                _ = random.Next(3) switch
                {
                    0 => changed.Remove(at, Math.Min(random.Next(1, 20), changed.Length - at)),
                    1 => changed.Insert(at, Alphabet[random.Next(Alphabet.Length)]),
                    _ => changed.Insert(at, changed.ToString(at, Math.Min(random.Next(1, 40), changed.Length - at))),
                };
            }

            try
            {
                StreamingConfigReader.Parse(name, changed.ToString(), ConfigCatalog.Usual, _ => null);
            }
            catch (ProviderConfigurationException error)
            {
                Assert.All(error.Message.Split(Environment.NewLine), line => Assert.Matches(@"^f\.(yaml|json):\d+:\d+", line));
            }
        }
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    /// <summary>The best of a few runs is judged: the others lost time to code that was compiled and to tests beside it.</summary>
    private static string Refused(string path)
    {
        var check = new ConfigCheck(ConfigCatalog.Usual, variables: _ => null);
        var loading = Assert.Throws<ProviderConfigurationException>(() => StreamingConfigReader.Load(path, ConfigCatalog.Usual, _ => null));
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 5 && best >= AtOnce; run++)
        {
            var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            Assert.NotEmpty(check.Run(path).Problems);
            best = clock.Elapsed < best ? clock.Elapsed : best;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }

        Assert.True(best < AtOnce, $"took {best}");
        return loading.Message;
    }
}
