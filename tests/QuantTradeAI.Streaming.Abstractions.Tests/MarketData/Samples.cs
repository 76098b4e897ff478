using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.MarketData;

internal static class Samples
{
    public static readonly Symbol Btc = Symbol.Of("BTC-USD");
    public static readonly ProviderId Venue = ProviderId.Of("venue");
    public static readonly UnixNanos Sent = new(1_000);
    public static readonly UnixNanos Received = new(2_000);

    public static Trade Trade(long id = 7, EventFlags flags = EventFlags.None) =>
        new(Btc, Venue, id, ExactDecimal.Parse("16578.50"), ExactDecimal.Parse("0.00125"), AggressorSide.Sell, Sent, Received, flags);

    public static Quote Quote(string? bidSize = "3.210", string? askSize = null) => new(
        Btc, Venue, 9, ExactDecimal.Parse("16578.50"), SizeOf(bidSize), ExactDecimal.Parse("16578.5100"), SizeOf(askSize), UnixNanos.Absent, Received);

    private static ExactDecimal? SizeOf(string? text) => text is null ? null : ExactDecimal.Parse(text);
}
