using System.Runtime.CompilerServices;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Cluster.Codec.LayoutV1;

namespace QuantTradeAI.Cluster.Codec;

/// <summary>Whether a record of version 1 can be an event. Each test is one expression without branches, since all of them run for every event.</summary>
internal static class Records
{
    /// <summary>Whether mantissa and scale are those of an <see cref="ExactDecimal"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsExact(long mantissa, ulong scale) =>
        ((ulong)(mantissa + ExactDecimal.MaxMantissa) <= 2 * (ulong)ExactDecimal.MaxMantissa) & (scale <= ExactDecimal.MaxScale);

    public static bool IsCommon(ref byte record) => Raw.Get<byte>(ref record, FlagsAt) <= AllFlags;

    public static bool IsTrade(ref byte record) =>
        IsExact(Raw.Get<long>(ref record, PriceAt), Raw.Get<byte>(ref record, PriceScaleAt))
        & IsExact(Raw.Get<long>(ref record, SizeAt), Raw.Get<byte>(ref record, SizeScaleAt))
        & (Raw.Get<byte>(ref record, AggressorAt) <= MaxAggressor)
        & ((Raw.Get<ulong>(ref record, PriceScaleAt) & ~TradeTail) == 0);

    public static bool IsQuote(ref byte record) =>
        IsExact(Raw.Get<long>(ref record, BidPriceAt), Raw.Get<byte>(ref record, BidPriceScaleAt))
        & IsExact(Raw.Get<long>(ref record, AskPriceAt), Raw.Get<byte>(ref record, AskPriceScaleAt))
        & IsSizeOrNone(Raw.Get<long>(ref record, BidSizeAt), Raw.Get<byte>(ref record, BidSizeScaleAt))
        & IsSizeOrNone(Raw.Get<long>(ref record, AskSizeAt), Raw.Get<byte>(ref record, AskSizeScaleAt))
        & (Raw.Get<int>(ref record, ConflatedAt) >= 0);

    public static bool IsStatus(ref byte record) =>
        (Raw.Get<byte>(ref record, StatusKindAt) <= MaxStatusKind)
        & (Raw.Get<byte>(ref record, ReasonAt) <= MaxReason)
        & (Raw.Get<byte>(ref record, LostAt) <= MaxKind)
        & ((Raw.Get<ulong>(ref record, StatusKindAt) & ~StatusTail) == 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSizeOrNone(long mantissa, byte scale) => IsExact(mantissa, scale) | ((scale == NoScale) & (mantissa == 0));
}
