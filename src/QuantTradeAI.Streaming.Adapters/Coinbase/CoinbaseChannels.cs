using QuantTradeAI.Streaming.Adapters.Json;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Coinbase;

/// <summary>Which channel carries which data.</summary>
internal static class CoinbaseChannels
{
    public const string Matches = "matches";
    public const string Ticker = "ticker";
    public const string Heartbeat = "heartbeat";

    private static readonly NameTable Names = new(Matches, Ticker);
    private static readonly DataTypes[] DataTypesByNumber = [DataTypes.Trades, DataTypes.Quotes];

    /// <summary><see cref="DataTypes.None"/> for channels that carry nothing of ours.</summary>
    public static DataTypes DataTypeOf(ReadOnlySpan<byte> json, JsonToken name) =>
        Names.Find(json, name) is var number and not NameTable.Unknown ? DataTypesByNumber[number] : DataTypes.None;
}
