using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>An adapter whose say in configuration can be set; it streams nothing.</summary>
internal sealed class ConfigAdapter(string name) : StreamingProviderAdapter
{
    public override string ProviderName => name;

    public override string ProviderVersion => "1.0.0";

    public override Uri? DefaultEndpoint => Address;

    public Uri? Address { get; init; }

    public ProviderCapabilities Offers { get; init; } = new()
    {
        AssetTypes = ["crypto"],
        DataTypes = DataTypes.Trades | DataTypes.Quotes,
        MaxSubscriptions = 100,
        RateLimitPerMinute = 300,
    };

    public Func<ProviderSettings, ProviderSettings> Normal { get; init; } = settings => settings;

    public Func<ProviderSettings, IEnumerable<string>> Objections { get; init; } = _ => [];

    /// <summary>A30.</summary>
    public static ConfigAdapter Example => new("example")
    {
        Offers = new ProviderCapabilities
        {
            AssetTypes = ["stocks", "crypto"],
            DataTypes = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook,
            MaxSubscriptions = 500,
            RateLimitPerMinute = 1200,
        },
    };

    /// <summary>A venue that insists on a key and a secret.</summary>
    public static ConfigAdapter Alpaca => new("alpaca")
    {
        Offers = new ProviderCapabilities
        {
            AssetTypes = ["stocks"],
            DataTypes = DataTypes.Trades | DataTypes.Quotes,
            MaxSubscriptions = 30,
            RateLimitPerMinute = 200,
            RequiresAuthentication = true,
            RequiredCredentials = ["api_key", "api_secret"],
        },
    };

    public override ProviderCapabilities GetCapabilities() => Offers;

    public override ProviderSettings Normalize(ProviderSettings settings) => Normal(settings);

    public override IEnumerable<string> ValidateConfig(ProviderSettings settings) => Objections(settings);

    public override ConnectionRules GetConnectionRules(ProviderSettings settings) => new();

    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) => throw new NotSupportedException();

    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) => throw new NotSupportedException();

    public override IFrameDecoder CreateDecoder(DecoderContext context) => throw new NotSupportedException();
}
