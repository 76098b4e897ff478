using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster;

/// <summary>
/// How streams are called: the namespace is the kind of data, the key is the symbol, <c>BTC-USD</c>, or one venue's, <c>BTC-USD@binance</c>. The items
/// are <see cref="StreamBatch"/>. Each data stream carries the symbol's statuses in their places, so that a gap is told before the next event;
/// <see cref="Status"/> carries the statuses alone.
/// </summary>
public static class StreamNames
{
    /// <summary>The name under which silos and clients configure the stream provider.</summary>
    public const string ProviderName = "MarketData";

    /// <summary>Trades.</summary>
    public const string Trades = "trades";

    /// <summary>Best bids and offers.</summary>
    public const string Quotes = "quotes";

    /// <summary>Book snapshots and updates.</summary>
    public const string Books = "books";

    /// <summary>How good the feed is.</summary>
    public const string Status = "status";

    /// <summary>The stream of one kind of data; <see cref="DataTypes.None"/> is the status.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Several kinds at once.</exception>
    public static StreamId Of(string stream, DataTypes dataType) => StreamId.Create(NamespaceOf(dataType), stream);

    /// <inheritdoc cref="Of"/>
    public static string NamespaceOf(DataTypes dataType) => dataType switch
    {
        DataTypes.None => Status,
        DataTypes.Trades => Trades,
        DataTypes.Quotes => Quotes,
        DataTypes.OrderBook => Books,
        _ => throw new ArgumentOutOfRangeException(nameof(dataType), dataType, "Expected one kind of data: each has a stream of its own."),
    };
}
