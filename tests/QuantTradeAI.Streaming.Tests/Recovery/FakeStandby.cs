using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>A provider that counts who wants what of it.</summary>
internal sealed class FakeStandby(ProviderId id) : IStandby
{
    private readonly Dictionary<(string Symbol, DataTypes DataTypes), int> _wanted = [];

    public ProviderId Id => id;

    public DataTypes Offers { get; set; } = DataTypes.Trades | DataTypes.Quotes;

    public bool IsFull { get; set; }

    /// <summary>How often it is wanted, over all.</summary>
    public int Count => _wanted.Values.Sum();

    public void Want(string symbol, DataTypes dataTypes)
    {
        if (IsFull)
            throw new ProviderConfigurationException($"{id} has no room.");
        _wanted[(symbol, dataTypes)] = _wanted.GetValueOrDefault((symbol, dataTypes)) + 1;
    }

    public void Unwant(string symbol, DataTypes dataTypes)
    {
        Assert.True(_wanted.GetValueOrDefault((symbol, dataTypes)) > 0, $"{id} was given back more often than it was wanted.");
        _wanted[(symbol, dataTypes)]--;
    }
}
