using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Takes a set of data types apart: the venue is asked for each by itself.</summary>
internal static class DataTypeSet
{
    private static readonly DataTypes[] All = [DataTypes.Trades, DataTypes.Quotes, DataTypes.OrderBook];

    /// <summary>The kind of event that one data type comes as.</summary>
    public static MarketEventKind Kind(this DataTypes dataType) => dataType switch
    {
        DataTypes.Trades => MarketEventKind.Trade,
        DataTypes.Quotes => MarketEventKind.Quote,
        DataTypes.OrderBook => MarketEventKind.Book,
        _ => MarketEventKind.None,
    };

    /// <summary>The data type that a kind of event belongs to; none for statuses.</summary>
    public static DataTypes DataType(this MarketEventKind kind) => kind switch
    {
        MarketEventKind.Trade => DataTypes.Trades,
        MarketEventKind.Quote => DataTypes.Quotes,
        MarketEventKind.Book => DataTypes.OrderBook,
        _ => DataTypes.None,
    };

    public static IEnumerable<DataTypes> Each(this DataTypes dataTypes) => All.Where(each => dataTypes.HasFlag(each));
}
