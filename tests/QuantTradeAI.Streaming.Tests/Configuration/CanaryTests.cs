using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>A secret that came in by any way comes out by one only: <see cref="Secret.Reveal"/>.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string Canary = "canary-7f3a";
    private static readonly Dictionary<string, string> Variables = new() { ["SECRET"] = Canary, ["ALPACA_API_SECRET"] = Canary };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Secret_InEveryPlace_IsPrintedNowhere()
    {
        var config = Load("a");
        var settings = ProviderNegotiation.Negotiate(config.Providers[0], ConfigAdapter.Alpaca, Variables.GetValueOrDefault);
        var validator = new ProviderConfigValidator(Variables.GetValueOrDefault);
        var document = validator.LoadFromPath(Path.Combine(_folder.Path, "alpaca.yaml"));
        var alone = validator.Validate(ConfigAdapter.Alpaca, document);

        Assert.Equal(Canary, settings.Credentials["api_key"].Reveal());
        Assert.Equal(Canary, settings.Credentials["api_secret"].Reveal());
        Assert.Equal(Canary, settings.Credentials["from_entry"].Reveal());
        Assert.Equal(Canary, settings.Credentials["from_file"].Reveal());
        Assert.Equal(Canary, alone.Credentials["literal"].Reveal());
        Assert.Equal(Canary, config.Health.Alerts.WebhookSecret!.Reveal());
        object[] objects =
        [
            config, config.Health, config.Health.Alerts, config.Providers[0], config.Providers[0].Document!, config.Providers[0].Document!.Settings,
            settings, document, document.Settings, alone, settings.Credentials["api_key"],
        ];
        Assert.All(objects, value => AssertHidden(value.ToString()!));
        Assert.All(objects, value => AssertHidden($"{value}"));
        Assert.All(objects, value => AssertHidden(JsonSerializer.Serialize(value, value.GetType())));
        Assert.All(settings.Credentials, pair => AssertHidden(pair.ToString()));
    }

    [Fact]
    public void Secret_InADebugger_IsMasked()
    {
        Assert.Equal(Secret.Mask, typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.All(
            typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public),
            field => Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State));
        Assert.Empty(typeof(Secret).GetProperties());
    }

    [Fact]
    public void Difference_OfSecrets_IsOnlyThatTheyChanged()
    {
        var changes = ConfigDiff.Between(Load("a"), Load("b", Canary + "2"));

        Assert.Contains("streaming.providers[alpaca].credentials.from_entry: changed", changes.Select(change => change.ToString()));
        Assert.Contains("streaming.providers[alpaca].config.credentials.api_key: changed", changes.Select(change => change.ToString()));
        Assert.Contains("streaming_health.alerts.webhook_secret: changed", changes.Select(change => change.ToString()));
        Assert.Contains("streaming.providers[alpaca].options.mode: changed", changes.Select(change => change.ToString()));
        Assert.All(changes, change => Assert.DoesNotContain("mode-", change.ToString(), StringComparison.Ordinal));
        Assert.All(changes, change => AssertHidden($"{change} {JsonSerializer.Serialize(change)}"));
    }

    [Theory]
    [InlineData("credentials: {api_key: [canary-7f3a]}")]
    [InlineData("credentials: {api_key: {a: canary-7f3a}}")]
    [InlineData("credentials: canary-7f3a\n    credentials: canary-7f3a")]
    [InlineData("api_key: canary-7f3a")]
    [InlineData("credentials: {api_key: \"canary-7f3a\\0\"}")]
    [InlineData("credentials: {api_key: \"${SECRET:?canary}\", api_secret: \"${file:secret}${NONE}\"}")]
    [InlineData("subscriptions: [\"${SECRET}\"]")]
    [InlineData("auth_method: ${SECRET}")]
    [InlineData("symbols: [\"${SECRET} x\"]")]
    [InlineData("circuit_breaker: {timeout: \"${SECRET}\"}")]
    [InlineData("rate_limit: ${SECRET}")]
    [InlineData("websocket_url: http://${SECRET}/")]
    [InlineData("websocket_url: wss://user:canary-7f3a@x/")]
    [InlineData("config: ${SECRET}x/none.yaml")]
    [InlineData("environment: ${SECRET}\n    config: alpaca.yaml")]
    [InlineData("name: ${SECRET}")]
    public void Problem_AboutASecret_DoesNotRepeatIt(string line)
    {
        Write("a", Canary);
        var name = line.StartsWith("name", StringComparison.Ordinal) ? "" : "    name: picky\n";
        var path = _folder.Write("broken.yaml", $"streaming:\n  providers:\n  - options: {{o: '${{SECRET}}'}}\n{name}    {line}\n  failover: {{g: {{symbols: [A], providers: ['${{SECRET}}']}}}}\n");

        var error = Assert.Throws<ProviderConfigurationException>(() => StreamingConfigReader.Load(path, ConfigCatalog.Usual, Variables.GetValueOrDefault));

        AssertHidden(error.ToString());
        AssertHidden(JsonSerializer.Serialize(new ConfigCheck(ConfigCatalog.Usual, variables: Variables.GetValueOrDefault).Run(path)));
    }

    [Fact]
    public void Adapter_ThatRepeatsASecret_IsCensored()
    {
        var adapter = new ConfigAdapter("x") { Objections = settings => [$"The token {settings.Credentials["token"].Reveal()} is too short."] };
        var entry = new ProviderConfig
        {
            Name = "x",
            WebSocketUrl = new Uri("wss://x/"),
            Credentials = ImmutableSortedDictionary<string, Secret>.Empty.Add("token", new Secret(Canary)),
        };

        var error = Assert.Throws<ProviderConfigurationException>(() => ProviderNegotiation.Negotiate(entry, adapter, _ => null));

        Assert.Equal("x: The token *** is too short.", error.Message);
    }

    private static void AssertHidden(string text) => Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);

    private void Write(string folder, string value)
    {
        _folder.Write("secret", value + "\n");
        _folder.Write("alpaca.yaml", $"provider: alpaca\nenvironments:\n  dev:\n    credentials: {{api_key: '${{SECRET}}', literal: {value}}}\n");
        _folder.Write(
            $"{folder}.yaml",
            """
            streaming:
              providers:
              - name: alpaca
                websocket_url: wss://x/
                config: alpaca.yaml
                credentials: {from_entry: "${SECRET}", from_file: "${file:secret}"}
                options: {mode: "${MODE}"}
            streaming_health:
              alerts: {channels: [webhook], webhook_url: "https://x/", webhook_secret: "${SECRET}"}
            """);
    }

    private StreamingConfig Load(string name, string value = Canary)
    {
        Write(name, value);
        return StreamingConfigReader.Load(Path.Combine(_folder.Path, $"{name}.yaml"), ConfigCatalog.Usual, variable => variable == "MODE" ? $"mode-{name}" : Variables.ContainsKey(variable) ? value : null);
    }
}
