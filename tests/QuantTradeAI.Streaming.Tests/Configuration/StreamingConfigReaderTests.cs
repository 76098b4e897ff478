using System.Diagnostics;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

public sealed class StreamingConfigReaderTests : IDisposable
{
    private const string Head = "streaming:\n  providers:\n  - name: binance\n    websocket_url: wss://x/\n";
    private static readonly string[] Adapters = ["coinbase", "binance"];
    /// <summary>It takes well under a second; a busy machine gets more, which is still far from what a file without bounds would take.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(8);

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");

    public void Dispose() => File.Delete(_path);

    /// <summary>Text with <c>|</c> for a new line, and all of its problems.</summary>
    public static TheoryData<string, string[]> Broken() => new()
    {
        { "", ["f:1:1: the file is empty; expected a mapping"] },
        { "# nothing|", ["f:1:1: the file is empty; expected a mapping"] },
        { "- a", ["f:1:1: got a list; expected a mapping"] },
        { "text", ["f:1:1: got 'text'; expected a mapping"] },
        { "{}", ["f:1:1 streaming: missing; expected a mapping"] },
        { "straming: {}", ["f:1:1 straming: unknown key; expected one of $schema, streaming, streaming_health; did you mean 'streaming'?", "f:1:1 streaming: missing; expected a mapping"] },
        { "streaming:", ["f:1:11 streaming: missing; expected a mapping"] },
        { "streaming: 5", ["f:1:12 streaming: got '5'; expected a mapping"] },
        { "streaming: {}", ["f:1:12 streaming.providers: missing; expected a list of mappings, at least 1"] },
        { "streaming:|  providers: []", ["f:2:14 streaming.providers: got an empty list; expected a list of mappings, at least 1"] },
        { "streaming:|  providers: binance", ["f:2:14 streaming.providers: got 'binance'; expected a list of mappings, at least 1"] },
        { "streaming:|  providers: [binance]", ["f:2:15 streaming.providers[0]: got 'binance'; expected a mapping"] },
        {
            "streaming:|  providers:|  - websocket_url: ws://x/",
            ["f:3:5 streaming.providers[0].name: missing; expected a provider's name"]
        },
        {
            "streaming:|  providers:|  - name: kraken|    websocket_url: ws://x/",
            ["f:3:11 streaming.providers[0].name: unknown provider 'kraken'; expected one of binance, coinbase"]
        },
        {
            "streaming:|  providers:|  - name: binance",
            ["f:3:5 streaming.providers[0].websocket_url: missing; expected a ws:// or wss:// address, here or in the provider's document"]
        },
        {
            "streaming:|  providers:|  - name: binance|    websocket_url: https://x/",
            ["f:4:20 streaming.providers[0].websocket_url: got 'https://x/'; expected a ws:// or wss:// address without user and password"]
        },
        {
            "streaming:|  providers:|  - name: [binance]|    websocket_url: {a: b}",
            [
                "f:3:11 streaming.providers[0].name: got a list; expected a provider's name",
                "f:4:20 streaming.providers[0].websocket_url: got a mapping; expected a ws:// or wss:// address without user and password",
            ]
        },
        {
            Head + "  - name: binance|    websocket_url: wss://y/",
            ["f:5:11 streaming.providers[1].name: the provider 'binance' stands here twice; expected each once"]
        },
        {
            Head + "    subscriptions: [trades, candles]|    symbols: BTC-USD|    frobnicate: 1",
            [
                "f:5:29 streaming.providers[0].subscriptions[1]: got 'candles'; expected trades, quotes or order_book",
                "f:6:14 streaming.providers[0].symbols: got 'BTC-USD'; expected a list of symbols like BTC-USD, or a mapping of symbols like BTC-USD to the venue's spelling",
                "f:7:5 streaming.providers[0].frobnicate: unknown key; expected one of auth_method, circuit_breaker, config, credentials, "
                    + "environment, name, native_symbols, options, rate_limit, subscriptions, symbols, websocket_url",
            ]
        },
        {
            Head + "  buffer_size: 0|  reconnect_attempts: many|  health_check_interval: 1.5|  symbols: [BTC-USD, '', [x]]",
            [
                "f:5:16 streaming.buffer_size: got '0'; expected a whole number from 1 to 10000000",
                "f:6:23 streaming.reconnect_attempts: got 'many'; expected a whole number from 0 to 1000000",
                "f:7:26 streaming.health_check_interval: got '1.5'; expected a whole number of seconds from 1 to 86400",
                "f:8:22 streaming.symbols[1]: got ''; expected a symbol like BTC-USD",
                "f:8:26 streaming.symbols[2]: got a list; expected a symbol like BTC-USD",
            ]
        },
        { Head + "    native_symbols: {BTC-USD: }", ["f:5:31 streaming.providers[0].native_symbols.BTC-USD: got nothing; expected a text that is not blank"] },
        { Head + "    name: coinbase", ["f:5:5: the key 'name' stands here twice; expected each once"] },
        {
            "streaming_health: &x {}|streaming: *x",
            ["f:1:19: anchors are not accepted; write the value out wherever it is needed", "f:2:12: aliases are not accepted; write the value out"]
        },
        { "streaming: *nobody", ["f:1:12: aliases are not accepted; write the value out"] },
        { "[a]: b", ["f:1:1: a key must be a single word", "f:1:1 streaming: missing; expected a mapping"] },
        { Head + "---|b: 2", ["f:5:1: a second document begins here; expected one document in the file"] },
        { "a: 1|\0b: 2", ["f:2:1: the control character U+0000 stands here; expected text"] },
        { "a: '\u001b[31m'", ["f:1:5: the control character U+001B stands here; expected text"] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void File_ThatIsBroken_NamesEveryProblemAndItsPlace(string text, string[] problems)
    {
        var error = Assert.Throws<ProviderConfigurationException>(() => StreamingConfigReader.Parse("f", text.Replace('|', '\n'), Adapters));
        Assert.Equal(problems, error.Message.Split(Environment.NewLine));
        Assert.True(error.IsTerminal);
    }

    [Theory]
    [InlineData("a: [1, 2")]
    [InlineData("a: 'never ends")]
    [InlineData("a:\n\t- tab")]
    [InlineData("a: b: c")]
    [InlineData("}")]
    [InlineData("%YAML 9.9\n---\na: 1")]
    [InlineData("a: \"\\q\"")]
    [InlineData("a: !<unclosed b")]
    public void Text_ThatIsNoYaml_IsOneProblemWithItsPlace(string text)
    {
        var error = Assert.Throws<ProviderConfigurationException>(() => StreamingConfigReader.Parse("f", text, Adapters));
        Assert.Matches(@"^f:\d+:\d+: ", error.Message);
    }

    public static TheoryData<string> Monsters() =>
    [
        "[*1000", "[*100000", "[*1000000", "{a: *200000", "[{*100000", "- *100000", "? *100000", "? - *100000", "'*1", "\"*1", "# x|*200000", "|*1000000",
        " *1000000", "x*1000000", "a: *300000", "---|*100000", "[a, *300000", "a|*400000", "&a *200000", "!a *200000", "%A b|*100000", "blocks", ",*500000",
    ];

    [Theory]
    [MemberData(nameof(Monsters))]
    public void Monster_OfUpToAMillionCharacters_IsRefusedAtOnce(string recipe)
    {
        var text = recipe == "blocks"
            ? string.Concat(Enumerable.Range(0, 1_400).Select(i => new string(' ', i) + "a:\n"))
            : string.Concat(Enumerable.Repeat(recipe[..recipe.IndexOf('*')].Replace('|', '\n'), int.Parse(recipe[(recipe.IndexOf('*') + 1)..])));
        Refused(() => StreamingConfigReader.Parse("f", text, Adapters));
    }

    [Fact]
    public void File_NestedAHundredThousandDeep_IsRefusedAtOnce()
    {
        using (var file = File.CreateText(_path))
        {
            for (var depth = 0; depth < 2_000; depth++)
                file.WriteLine(new string(' ', depth) + "a:");
        }

        Refused(() => StreamingConfigReader.Load(_path, Adapters));
    }

    [Fact]
    public void File_OfAHundredMegabytes_IsRefusedAtOnce()
    {
        using (var file = File.Create(_path))
            file.SetLength(100_000_000);

        Refused(() => StreamingConfigReader.Load(_path, Adapters), $"{_path}:1:1: the file is larger than 1,048,576 characters");
    }

    [Fact]
    public void Device_ThatNeverEnds_IsRefusedAtOnce()
    {
        if (File.Exists("/dev/zero"))
            Refused(() => StreamingConfigReader.Load("/dev/zero", Adapters));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', (byte)'b', 0xC3, 0x28 }, "2:2: the byte 0xC3 is no UTF-8; expected a text file")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, "1:1: the byte 0xFF is no UTF-8; expected a text file")]
    [InlineData(new byte[] { (byte)'a', 0xE2, 0x82 }, "1:2: the byte 0xE2 is no UTF-8; expected a text file")]
    public void File_ThatIsNoUtf8_IsRefusedWithThePlace(byte[] bytes, string problem)
    {
        File.WriteAllBytes(_path, bytes);
        Refused(() => StreamingConfigReader.Load(_path, Adapters), $"{_path}:{problem}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("/nowhere/streaming.yaml")]
    [InlineData("/")]
    public void File_ThatCannotBeRead_IsAConfigurationError(string path) => Refused(() => StreamingConfigReader.Load(path, Adapters));

    [Fact]
    public void Brackets_InTextsCommentsAndLists_AreNoDepth()
    {
        var text = "# " + new string('[', 500) + "\n" + Head + "    options:\n"
            + string.Concat(Enumerable.Range(0, 200).Select(i => $"      o{i}: '[[[ {{{{ {new string(' ', 300)}'\n"))
            + "      plain: a[[[[b{{{{\n      block: |\n        [[[[[[[[\n" + new string(' ', 400) + "deep\n"
            + "      # ]]]] [[[[\n    symbols: [" + string.Join(", ", Enumerable.Range(0, 1_000).Select(i => $"S{i}-USD")) + "]\n" + new string(' ', 500) + "\n";

        var config = StreamingConfigReader.Parse("f", text, Adapters);

        Assert.Equal(1_000, config.Providers[0].Symbols.Length);
        Assert.Equal(202, config.Providers[0].Options.Count);
    }

    [Fact]
    public void Json_IsYamlToo()
    {
        var config = StreamingConfigReader.Parse(
            "f", """{"streaming": {"symbols": ["BTC-USD"], "providers": [{"name": "coinbase", "websocket_url": "wss://x/"}]}}""", Adapters);
        Assert.Equal(["BTC-USD"], config.Providers[0].Symbols.AsEnumerable());
    }

    [Fact] // A20
    public void Origin_FileWithAllItsKeys_Loads()
    {
        File.WriteAllText(_path, """
            streaming:
              symbols: [BTC-USD, ETH-USD]
              buffer_size: 1000
              reconnect_attempts: 5
              health_check_interval: 30
              providers:
                - name: "coinbase"
                  websocket_url: "wss://ws-feed.exchange.coinbase.com"
                  auth_method: "api_key"
                  subscriptions: ["trades", "quotes"]
                  symbols: ["BTC-USD"]
                  rate_limit: {default_rate: 100, burst_allowance: 200}
                  circuit_breaker:
                    failure_threshold: 5
                    timeout: 60
                - name: binance
                  websocket_url: wss://stream.binance.com:9443/stream
                  symbols:
            streaming_health:
              monitoring: {enabled: true, check_interval: 5, metrics_retention: 3600}
              thresholds:
                max_latency_ms: 100
                min_throughput_msg_per_sec: 50
                max_reconnect_attempts: 5
                max_queue_depth: 5000
                circuit_breaker_timeout: 60
              alerts: {enabled: true, channels: ["log", "metrics"], escalation_threshold: 3}
              metrics: {enabled: true, host: "0.0.0.0", port: 9000}
              api: {enabled: true, host: "0.0.0.0", port: 8000}
            """);

        var config = StreamingConfigReader.Load(_path, Adapters);

        Assert.Equal(_path, config.File);
        Assert.Equal(["coinbase", "binance"], config.Providers.Select(provider => provider.Name));
        Assert.Equal(DataTypes.Trades | DataTypes.Quotes, config.Providers[0].Subscriptions);
        Assert.Equal(["BTC-USD"], config.Providers[0].Symbols.AsEnumerable());
        Assert.Null(config.Providers[1].Subscriptions);
        Assert.Equal(["BTC-USD", "ETH-USD"], config.Providers[1].Symbols.AsEnumerable());
    }

    private static void Refused(Action read, string? message = null)
    {
        var clock = Stopwatch.StartNew();
        var error = Assert.Throws<ProviderConfigurationException>(read);
        Assert.True(clock.Elapsed < AtOnce, $"took {clock.Elapsed}");
        if (message is not null)
            Assert.Equal(message, error.Message);
    }
}
