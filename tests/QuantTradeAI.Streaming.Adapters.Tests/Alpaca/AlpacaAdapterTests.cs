using System.Collections.Immutable;
using System.Text;
using QuantTradeAI.Streaming.Adapters.Alpaca;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests.Alpaca;

public class AlpacaAdapterTests
{
    private const string Welcome = """[{"T":"success","msg":"connected"}]""";

    private readonly AlpacaAdapter _adapter = new();

    [Fact]
    public void Capabilities_NameWhatTheVenueCannotDoWithout()
    {
        var capabilities = _adapter.GetCapabilities();
        Assert.Equal(["stocks"], capabilities.AssetTypes);
        Assert.Equal(DataTypes.Trades | DataTypes.Quotes, capabilities.DataTypes);
        Assert.True(capabilities.RequiresAuthentication);
        Assert.Equal(["api_key", "api_secret"], capabilities.RequiredCredentials);
        Assert.Equal("30", capabilities.Metadata["free_plan_max_subscriptions"]);
    }

    [Fact]
    public void Welcome_IsAnsweredWithKeyAndSecret_WhichNothingPrints()
    {
        var settings = Harness.Settings() with { Credentials = Credentials("canary-key", "canary \"secret\"") };
        var output = new Harness(_adapter, settings).Decode(Welcome);

        var reply = Assert.IsType<ControlSignal.Reply>(Assert.Single(output.Signals));
        Assert.Equal("""{"action":"auth","key":"canary-key","secret":"canary \u0022secret\u0022"}""", Encoding.UTF8.GetString(reply.Payload.Span));
        Assert.DoesNotContain("canary", $"{reply} {settings} {output}", StringComparison.Ordinal);
    }

    [Fact]
    public void Welcome_WithoutCredentials_IsAnsweredAllTheSame()
    {
        var output = new Harness(_adapter, Harness.Settings()).Decode(Welcome);
        Assert.Equal("""{"action":"auth","key":"","secret":""}""", Encoding.UTF8.GetString(((ControlSignal.Reply)output.Signals[0]).Payload.Span));
    }

    [Fact]
    public void Request_OfOneKind_LeavesTheOtherOut()
    {
        var request = _adapter.BuildSubscribe([new(DataTypes.Trades, "BRK.B"), new(DataTypes.Trades, "SPY")], 7, Harness.Settings());
        Assert.Equal("""{"action":"subscribe","trades":["BRK.B","SPY"]}""", Encoding.UTF8.GetString(request.Payload.Span));
        Assert.Equal(0, request.Id);
    }

    [Fact]
    public void Rules_WaitForTheAuthentication_AndTakeANightForSilence()
    {
        var rules = _adapter.GetConnectionRules(Harness.Settings());
        Assert.True(rules.WaitsForReady);
        Assert.True(rules.ClosesBeforeOpening);
        Assert.True(rules.IdleOnlyAfterData);
        Assert.Equal(TimeSpan.FromMinutes(30), rules.DataIdleTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), rules.PingInterval);
        Assert.Equal(TimeSpan.FromSeconds(5), rules.PongTimeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, rules.MaxConnectionAge);
    }

    [Fact]
    public void Symbols_AreCanonicalAlready()
    {
        Assert.Equal("BRK.B", _adapter.ToNativeSymbol("BRK.B"));
        Assert.Equal("BRK.B", _adapter.ToCanonicalSymbol("BRK.B"));
    }

    [Fact]
    public void Config_WithAnOption_IsNamed() =>
        Assert.Equal(["Option 'feed' is unknown; alpaca has no options."], _adapter.ValidateConfig(Harness.Settings(("feed", "sip"))));

    private static ImmutableSortedDictionary<string, Secret> Credentials(string key, string secret) =>
        ImmutableSortedDictionary<string, Secret>.Empty.Add("api_key", new Secret(key)).Add("api_secret", new Secret(secret));
}
