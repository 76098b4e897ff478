using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>A provider that can be asked to serve a symbol because it is needed as its source.</summary>
internal interface IStandby
{
    /// <summary>Which provider.</summary>
    ProviderId Id { get; }

    /// <summary>What it serves; nothing while it does not run.</summary>
    DataTypes Offers { get; }

    /// <summary>One more wants this.</summary>
    /// <exception cref="ProviderConfigurationException">It cannot be subscribed to; nothing was changed.</exception>
    void Want(string symbol, DataTypes dataTypes);

    /// <summary>One less wants this.</summary>
    void Unwant(string symbol, DataTypes dataTypes);
}
