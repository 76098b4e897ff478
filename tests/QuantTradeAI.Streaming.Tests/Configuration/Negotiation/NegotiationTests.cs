using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration.Negotiation;

public sealed class NegotiationTests
{
    private static readonly string[] AssetTypes = ["stocks", "crypto", "futures", "options"];

    [FsCheck.Xunit.Property] // A24
    public Property Settings_WithinTheCapability_EqualTheInput() =>
        Prop.ForAll(Wanted().ToArbitrary(), wanted =>
        {
            var offered = new ProviderCapabilities
            {
                AssetTypes = [.. AssetTypes],
                DataTypes = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook,
                MaxSubscriptions = wanted.MaxSubscriptions!.Value + wanted.Room,
                RateLimitPerMinute = wanted.RateLimit + wanted.Room,
            };
            var settings = ProviderNegotiation.Negotiate(Entry("x") with { Document = Document("x", wanted.ToEnvironment()) }, new ConfigAdapter("x") { Offers = offered }, _ => null);
            return settings.AssetTypes.SetEquals(wanted.Assets.DefaultIfEmpty().All(type => type is null) ? AssetTypes : wanted.Assets)
                && settings.DataTypes == (wanted.Types == DataTypes.None ? offered.DataTypes : wanted.Types)
                && settings.MaxSubscriptions == wanted.MaxSubscriptions
                && settings.RateLimitPerMinute == wanted.RateLimit
                && settings.RequiresAuthentication == wanted.Authenticates
                && settings.Credentials.SequenceEqual(wanted.ToEnvironment().Credentials)
                && settings.Options.SequenceEqual(wanted.ToEnvironment().Options);
        });

    [Fact]
    public void Entry_AndDocument_AreOneSetOfSettings()
    {
        var document = Document("x", new ProviderEnvironment
        {
            WebSocketUrl = new Uri("wss://document/"),
            RateLimitPerMinute = 120,
            Credentials = Secrets(("token", "document"), ("other", "document")),
            Options = ImmutableDictionary<string, string>.Empty.Add("a", "document").Add("b", "document"),
        });
        var entry = Entry("x") with
        {
            Document = document,
            Subscriptions = DataTypes.Trades,
            Symbols = ["BTC-USD"],
            NativeSymbols = ImmutableDictionary<string, string>.Empty.Add("BTC-USD", "XBT"),
            RateLimit = new RateLimitConfig { DefaultRate = 1, BurstAllowance = 7 },
            Credentials = Secrets(("token", "entry")),
            Options = ImmutableDictionary<string, string>.Empty.Add("b", "entry"),
        };

        var settings = ProviderNegotiation.Negotiate(entry, new ConfigAdapter("x"), _ => null);

        Assert.Equal(new Uri("wss://entry/"), settings.Endpoint);
        Assert.Equal("test", settings.Environment);
        Assert.Equal(DataTypes.Trades, settings.DataTypes);
        Assert.Equal(["BTC-USD"], settings.Symbols.AsEnumerable());
        Assert.Equal("XBT", settings.NativeSymbols["BTC-USD"]);
        Assert.Equal(60, settings.RateLimitPerMinute);
        Assert.Equal(7, settings.BurstAllowance);
        Assert.Equal("entry", settings.Credentials["token"].Reveal());
        Assert.Equal("document", settings.Credentials["other"].Reveal());
        Assert.Equal(["document", "entry"], settings.Options.OrderBy(option => option.Key).Select(option => option.Value));
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(5, 300)]
    [InlineData(100, 300)]
    [InlineData(RateLimitConfig.MaxRate, 300)]
    public void Rate_OfAnEntry_IsPerSecondAndNeverFasterThanTheVenue(int perSecond, int perMinute) =>
        Assert.Equal(
            perMinute,
            ProviderNegotiation.Negotiate(Entry("x") with { RateLimit = new RateLimitConfig { DefaultRate = perSecond } }, new ConfigAdapter("x"), _ => null).RateLimitPerMinute);

    [Fact]
    public void Credentials_FromVariables_CompleteThoseThatAreGiven() // A23
    {
        var variables = new Dictionary<string, string> { ["ALPACA_API_KEY"] = "variable", ["ALPACA_API_SECRET"] = "variable" };
        var entry = Entry("alpaca") with { Credentials = Secrets(("api_key", "entry")) };

        var settings = ProviderNegotiation.Negotiate(entry, ConfigAdapter.Alpaca, variables.GetValueOrDefault);

        Assert.Equal("entry", settings.Credentials["api_key"].Reveal());
        Assert.Equal("variable", settings.Credentials["api_secret"].Reveal());
        Assert.True(settings.RequiresAuthentication);
    }

    [Fact]
    public void Credentials_OfAVenueThatNeedsNone_AreFoundWhenAuthenticationIsAskedFor()
    {
        var variables = new Dictionary<string, string> { ["X_API_KEY"] = "key", ["X_API_SECRET"] = "secret" };

        var settings = ProviderNegotiation.Negotiate(Entry("x") with { AuthMethod = ProviderConfig.ApiKeyAuth }, new ConfigAdapter("x"), variables.GetValueOrDefault);

        Assert.Equal(["api_key", "api_secret"], settings.Credentials.Keys);
        Assert.True(settings.RequiresAuthentication);
        Assert.Empty(ProviderNegotiation.Negotiate(Entry("x"), new ConfigAdapter("x"), variables.GetValueOrDefault).Credentials);
    }

    [Fact]
    public void Entry_MadeInCode_IsToldItsProblemsByName()
    {
        var entry = Entry("alpaca") with { AuthMethod = ProviderConfig.NoAuth, Credentials = Secrets(("api_key", " ")) };

        var error = Assert.Throws<ProviderConfigurationException>(() => ProviderNegotiation.Negotiate(entry, ConfigAdapter.Alpaca, _ => null));

        Assert.Equal(
            [
                "alpaca.auth_method: got 'none'; expected 'api_key', or no such key: the venue refuses clients without credentials",
                "alpaca.credentials.api_key: is blank; expected the credential, or no such key",
                "alpaca.credentials.api_secret: missing; expected the credential here, or in the variable ALPACA_API_SECRET, which is not set",
            ],
            error.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void Adapter_ThatFillsSomethingIn_IsListenedTo()
    {
        var adapter = new ConfigAdapter("x") { Normal = settings => settings with { Options = settings.Options.Add("mode", "fast") } };

        Assert.Equal("fast", ProviderNegotiation.Negotiate(Entry("x"), adapter, _ => null).Options["mode"]);
    }

    [Theory]
    [InlineData("ValidateConfig returned nothing")]
    [InlineData("ValidateConfig threw FormatException: half way")]
    [InlineData("Normalize returned nothing")]
    [InlineData("Normalize threw FormatException: half way")]
    [InlineData("GetCapabilities returned nothing")]
    [InlineData("Normalize takes away the credential 'api_key', which is required")]
    [InlineData("Normalize adds asset types: bonds")]
    [InlineData("Normalize sets rate_limit_per_minute to 0, from 300")]
    public void Adapter_ThatMisbehaves_IsAProblem(string expected)
    {
        static IEnumerable<string> HalfWay()
        {
            yield return "one";
            throw new FormatException("half way");
        }

        var key = new ConfigAdapter("x").Offers with { RequiredCredentials = ["api_key"] };
        var adapter = expected switch
        {
            "ValidateConfig returned nothing" => new ConfigAdapter("x") { Objections = _ => null! },
            "ValidateConfig threw FormatException: half way" => new ConfigAdapter("x") { Objections = _ => HalfWay() },
            "Normalize returned nothing" => new ConfigAdapter("x") { Normal = _ => null! },
            "Normalize threw FormatException: half way" => new ConfigAdapter("x") { Normal = _ => throw new FormatException("half way") },
            "GetCapabilities returned nothing" => new ConfigAdapter("x") { Offers = null! },
            "Normalize adds asset types: bonds" => new ConfigAdapter("x") { Normal = settings => settings with { AssetTypes = settings.AssetTypes.Add("bonds") } },
            "Normalize sets rate_limit_per_minute to 0, from 300" => new ConfigAdapter("x") { Normal = settings => settings with { RateLimitPerMinute = 0 } },
            _ => new ConfigAdapter("x") { Offers = key, Normal = settings => settings with { Credentials = settings.Credentials.Clear() } },
        };

        var error = Assert.Throws<ProviderConfigurationException>(() => ProviderNegotiation.Negotiate(Entry("x"), adapter, _ => "k-e-y"));

        Assert.Contains($"the adapter's {expected}", error.Message, StringComparison.Ordinal);
        Assert.Contains("this is the adapter's fault", error.Message, StringComparison.Ordinal);
    }

    private static ProviderConfig Entry(string name) => new() { Name = name, WebSocketUrl = new Uri("wss://entry/") };

    private static ProviderDocument Document(string provider, ProviderEnvironment settings) =>
        new() { File = "x.yaml", Provider = provider, Environment = "test", EnvironmentNames = ["test"], Settings = settings };

    private static ImmutableSortedDictionary<string, Secret> Secrets(params (string Name, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Name, pair => new Secret(pair.Value));

    private static Gen<WantedSettings> Wanted() =>
        from assets in Gen.SubListOf(AssetTypes)
        from types in Gen.Choose(0, 7)
        from most in Gen.Choose(1, 1_000_000)
        from rate in Gen.Choose(1, 1_000_000)
        from room in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(0, 1_000_000)))
        from authenticates in Gen.Elements(true, false)
        from token in Gen.Choose(1, 1_000_000)
        select new WantedSettings([.. assets], (DataTypes)types, most, rate, room, authenticates, $"t{token}");

    private sealed record WantedSettings(string[] Assets, DataTypes Types, int? MaxSubscriptions, int RateLimit, int Room, bool Authenticates, string Token)
    {
        public ProviderEnvironment ToEnvironment() => new()
        {
            AssetTypes = [.. Assets],
            DataTypes = Types == DataTypes.None ? null : Types,
            MaxSubscriptions = MaxSubscriptions,
            RateLimitPerMinute = RateLimit,
            RequiresAuthentication = Authenticates,
            Credentials = Secrets(("token", Token)),
            Options = ImmutableDictionary<string, string>.Empty.Add("mode", Token),
        };
    }
}
