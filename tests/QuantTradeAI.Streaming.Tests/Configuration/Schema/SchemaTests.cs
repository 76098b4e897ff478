using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Configuration.Schema;

namespace QuantTradeAI.Streaming.Tests.Configuration.Schema;

/// <summary>
/// The schemas under <c>config/schema</c> are written by <c>UPDATE_SCHEMAS=1 dotnet test tests/QuantTradeAI.Streaming.Tests --filter SchemaTests</c>.
/// </summary>
public sealed class SchemaTests
{
    private const string StreamingFile = "config/schema/streaming.schema.json";
    private const string ProviderFile = "config/schema/provider.schema.json";
    private const string CalendarFile = "config/schema/calendar.schema.json";

    private static readonly JsonSchema Streaming = JsonSchema.FromText(JsonSchemaWriter.Write(StreamingSchema.Title, StreamingSchema.Root));
    private static readonly JsonSchema Provider = JsonSchema.FromText(JsonSchemaWriter.Write(ProviderSchema.Title, ProviderSchema.Root));
    private static readonly JsonSchema Calendar = JsonSchema.FromText(JsonSchemaWriter.Write(CalendarSchema.Title, CalendarSchema.Root));

    [Fact]
    public void SchemaFiles_AreUpToDate()
    {
        Check(StreamingFile, JsonSchemaWriter.Write(StreamingSchema.Title, StreamingSchema.Root));
        Check(ProviderFile, JsonSchemaWriter.Write(ProviderSchema.Title, ProviderSchema.Root));
        Check(CalendarFile, JsonSchemaWriter.Write(CalendarSchema.Title, CalendarSchema.Root));
    }

    [Theory]
    [InlineData("streaming.yaml", "schema/streaming.schema.json")]
    [InlineData("providers/example.yaml", "../schema/provider.schema.json")]
    [InlineData("providers/alpaca.yaml", "../schema/provider.schema.json")]
    public void ShippedFile_NamesItsSchemaAndSatisfiesIt(string file, string schema)
    {
        var path = Repository.PathOf($"config/{file}");
        var text = File.ReadAllText(path);

        Assert.Equal($"# yaml-language-server: $schema={schema}", text.Split('\n')[0]);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(path)!, schema)));
        Assert.True(Fits(file == "streaming.yaml" ? Streaming : Provider, YamlToJson.Read(text)));
    }

    [Fact]
    public void BuiltInCalendar_NamesItsSchemaAndSatisfiesIt()
    {
        var path = Repository.PathOf("src/QuantTradeAI.Streaming/Calendars/us_equities.yaml");
        var text = File.ReadAllText(path);

        Assert.Equal("# yaml-language-server: $schema=../../../config/schema/calendar.schema.json", text.Split('\n')[0]);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(path)!, "../../../config/schema/calendar.schema.json")));
        Assert.True(Fits(Calendar, YamlToJson.Read(text)));
    }

    [Fact]
    public void ShippedStreamingFile_ShowsEveryKey()
    {
        var text = File.ReadAllText(Repository.PathOf("config/streaming.yaml"));
        var keys = KeysOf(JsonNode.Parse(JsonSchemaWriter.Write(StreamingSchema.Title, StreamingSchema.Root))!).Except(["$schema"]).ToList();

        Assert.All(keys, key => Assert.Matches($@"[\s{{#]{key}:", text));
    }

    public static TheoryData<string, bool> Documents() => new()
    {
        { """{"streaming": {"providers": [{"name": "a"}]}}""", true },
        { """{"$schema": "x", "streaming": {"providers": [{"name": "a", "symbols": null}]}, "streaming_health": null}""", true },
        { """{"streaming": {"providers": [{"name": "a"}], "cluster": {"clustering": {"kind": "adonet", "connection": "x"}, "streams": {"poll_period_ms": 1.5}}}}""", true },
        { """{"streaming": {"providers": [{"name": "a"}], "cluster": {"clustering": {"kind": "zookeeper"}}}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "cluster": {"tls": {"key": "x"}}}}""", false },
        { """{"streaming": {"providers": []}}""", false },
        { """{"streaming": {}}""", false },
        { """{"streaming_health": {}}""", false },
        { """{"streaming": {"providers": [{}]}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "providrs": []}}""", false },
        { """{"streaming": {"providers": [{"name": "a", "symbols": ["BTC-USD", 700]}]}}""", true },
        { """{"streaming": {"providers": [{"name": "a", "symbols": {"BTC-USD": "XBT"}}]}}""", true },
        { """{"streaming": {"providers": [{"name": "a", "symbols": ["BTC USD"]}]}}""", false },
        { """{"streaming": {"providers": [{"name": "a", "symbols": {"BTC USD": "XBT"}}]}}""", false },
        { """{"streaming": {"providers": [{"name": "a", "symbols": "BTC-USD"}]}}""", false },
        { """{"streaming": {"providers": [{"name": "a", "subscriptions": ["trades", "order_book"]}]}}""", true },
        { """{"streaming": {"providers": [{"name": "a", "subscriptions": ["trade"]}]}}""", false },
        { """{"streaming": {"providers": [{"name": "a", "auth_method": "none"}]}}""", true },
        { """{"streaming": {"providers": [{"name": "a", "auth_method": "basic"}]}}""", false },
        { """{"streaming": {"providers": [{"name": "a", "websocket_url": "ws://x/"}]}}""", true },
        { """{"streaming": {"providers": [{"name": "a", "websocket_url": "http://x/"}]}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "buffer_size": 1}}""", true },
        { """{"streaming": {"providers": [{"name": "a"}], "buffer_size": 0}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "buffer_size": 10000000}}""", true },
        { """{"streaming": {"providers": [{"name": "a"}], "buffer_size": 10000001}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "buffer_size": 1.5}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "buffer_size": "1"}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "failover": [{"name": "g", "symbols": ["A"], "providers": ["a"]}]}}""", true },
        { """{"streaming": {"providers": [{"name": "a"}], "failover": {"g": {"symbols": ["A"], "providers": ["a"], "standby": "cold"}}}}""", true },
        { """{"streaming": {"providers": [{"name": "a"}], "failover": {"g": {"symbols": ["A", "A"], "providers": ["a"]}}}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "failover": {"g": {"symbols": ["A"]}}}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}], "plugins": {"reload": true, "allow": []}}}""", true },
        { """{"streaming": {"providers": [{"name": "a"}], "plugins": {"reload": "true"}}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}]}, "streaming_health": {"thresholds": {"max_latency_ms": 0.5}}}""", false },
        { """{"streaming": {"providers": [{"name": "a"}]}, "streaming_health": {"thresholds": {"max_latency_ms": 1.5}}}""", true },
        { """{"streaming": {"providers": [{"name": "a"}]}, "streaming_health": {"api": {"port": 65536}}}""", false },
        { """{"provider": "a", "environments": {"dev": {}}}""", true },
        { """{"provider": "a", "environments": {}}""", false },
        { """{"environments": {"dev": {}}}""", false },
        { """{"provider": "a", "environments": {"dev": {"credentials": {"token": "${X:-y}"}, "options": {"n": 5, "b": true}}}}""", true },
        { """{"provider": "a", "environments": {"dev": {"credentials": {"token": ""}}}}""", false },
        { """{"provider": "a", "environments": {"dev": {"max_subscriptions": 0}}}""", false },
        { """{"provider": "a", "environments": {"dev": {"max_subscriptions": "${X:-5}"}}}""", true },
        { """{"provider": "a", "environments": {"dev": {"requires_authentication": 1}}}""", false },
        { """{"provider": "a", "environments": {"dev": {"unknown": 1}}}""", false },
        { """{"calendar": "a", "time_zone": "UTC", "known_until": "2026-12-31", "regular": {"open": "09:00", "close": "17:00"}}""", true },
        { """{"calendar": "a", "time_zone": "UTC", "known_until": "2026-12-31", "regular": {"open": "9:00", "close": "17:00"}}""", false },
        { """{"calendar": "a", "time_zone": "UTC", "known_until": "2026-12-31"}""", false },
        { """{"calendar": "a", "time_zone": "UTC", "known_until": "2026-12-31", "regular": {"open": "09:00", "close": "17:00"}, "days": ["monday"]}""", true },
        { """{"calendar": "a", "time_zone": "UTC", "known_until": "2026-12-31", "regular": {"open": "09:00", "close": "17:00"}, "days": ["Monday"]}""", false },
        { """{"calendar": "a", "time_zone": "UTC", "known_until": "2026-12-31", "regular": {"open": "09:00", "close": "17:00"}, "holidays": {"2026-12-25": "x"}}""", true },
        { """{"calendar": "a", "time_zone": "UTC", "known_until": "2026-12-31", "regular": {"open": "09:00", "close": "17:00"}, "holidays": {"25.12.2026": "x"}}""", false },
        { """{"calendar": "a", "time_zone": "UTC", "known_until": "2026-12-31", "regular": {"open": "09:00", "close": "17:00"}, "half_days": {"2026-12-24": "13:00"}}""", true },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void SchemaAndReader_OfADocument_AgreeWhetherItIsRight(string json, bool isRight)
    {
        var (rule, schema) = json.Contains("environments", StringComparison.Ordinal) ? (ProviderSchema.Root, Provider)
            : json.Contains("calendar", StringComparison.Ordinal) ? (CalendarSchema.Root, Calendar)
            : (StreamingSchema.Root, Streaming);
        var problems = new ProblemList();
        var resolved = new Streaming.Configuration.Interpolation.Interpolator("f.json", _ => null, problems).Resolve(ConfigFile.Parse("f.json", json, problems)!);
        rule.Accept(resolved, "", problems);

        Assert.Equal(isRight, problems.IsEmpty);
        Assert.Equal(isRight, Fits(schema, JsonNode.Parse(json)));
    }

    private static bool Fits(JsonSchema schema, JsonNode? document)
    {
        using var json = JsonDocument.Parse(document?.ToJsonString() ?? "null");
        return schema.Evaluate(json.RootElement).IsValid;
    }

    private static IEnumerable<string> KeysOf(JsonNode node) => node switch
    {
        JsonObject found => found.SelectMany(member => member.Key == "properties" ? member.Value!.AsObject().Select(key => key.Key).Concat(KeysOf(member.Value)) : KeysOf(member.Value!)),
        JsonArray list => list.SelectMany(item => KeysOf(item!)),
        _ => [],
    };

    private static void Check(string file, string expected)
    {
        var path = Repository.PathOf(file);
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMAS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path) : "");
    }
}
