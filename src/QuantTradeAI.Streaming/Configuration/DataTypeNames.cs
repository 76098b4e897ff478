using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Data types as configuration spells them.</summary>
internal static class DataTypeNames
{
    private static readonly (string Name, DataTypes DataType)[] Names =
    [
        ("trades", DataTypes.Trades), ("quotes", DataTypes.Quotes), ("order_book", DataTypes.OrderBook),
    ];

    public static readonly string[] All = [.. Names.Select(pair => pair.Name)];

    /// <summary>The names of a set.</summary>
    public static IEnumerable<string> Of(DataTypes dataTypes) => Names.Where(pair => dataTypes.HasFlag(pair.DataType)).Select(pair => pair.Name);

    /// <summary>One data type.</summary>
    public static DataTypes Parse(string name) => Names.Single(pair => pair.Name == name).DataType;

    /// <summary>A set; null for none, which in configuration means all.</summary>
    public static DataTypes? Parse(IEnumerable<string>? names)
    {
        var all = (names ?? []).Aggregate(DataTypes.None, (all, name) => all | Parse(name));
        return all == DataTypes.None ? null : all;
    }
}
