using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Takes a set of data types apart: the venue is asked for each by itself.</summary>
internal static class DataTypeSet
{
    private static readonly DataTypes[] All = [DataTypes.Trades, DataTypes.Quotes, DataTypes.OrderBook];

    public static IEnumerable<DataTypes> Each(this DataTypes dataTypes) => All.Where(each => dataTypes.HasFlag(each));
}
