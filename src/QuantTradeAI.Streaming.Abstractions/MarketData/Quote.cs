using System.Runtime.InteropServices;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>The best bid and offer. An unmanaged value of 96 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Quote
{
    private const byte NoScale = byte.MaxValue;

    private readonly EventHeader _header;
    private readonly long _bidPrice;
    private readonly long _bidSize;
    private readonly long _askPrice;
    private readonly long _askSize;
    private readonly long _updateId;
    private readonly byte _bidPriceScale;
    private readonly byte _bidSizeScale;
    private readonly byte _askPriceScale;
    private readonly byte _askSizeScale;
    private readonly int _conflated;

    /// <summary>Makes a quote as an adapter sees it; numbering and publish time come later.</summary>
    public Quote(
        Symbol symbol,
        ProviderId provider,
        long updateId,
        ExactDecimal bidPrice,
        ExactDecimal? bidSize,
        ExactDecimal askPrice,
        ExactDecimal? askSize,
        UnixNanos exchangeTime,
        UnixNanos receiveTime,
        EventFlags flags = EventFlags.None)
    {
        _header.Kind = MarketEventKind.Quote;
        _header.Flags = flags;
        _header.Symbol = symbol;
        _header.Provider = provider;
        _header.ExchangeTime = exchangeTime;
        _header.ReceiveTime = receiveTime;
        _updateId = updateId;
        _bidPrice = bidPrice.Mantissa;
        _bidPriceScale = (byte)bidPrice.Scale;
        _askPrice = askPrice.Mantissa;
        _askPriceScale = (byte)askPrice.Scale;
        (_bidSize, _bidSizeScale) = Split(bidSize);
        (_askSize, _askSizeScale) = Split(askSize);
    }

    private Quote(in Quote last, int conflated)
    {
        this = last;
        _conflated = conflated;
    }

    /// <summary>Identity, numbering and clocks.</summary>
    public EventHeader Header => _header;

    /// <inheritdoc cref="EventHeader.Symbol"/>
    public Symbol Symbol => _header.Symbol;

    /// <inheritdoc cref="EventHeader.Provider"/>
    public ProviderId Provider => _header.Provider;

    /// <inheritdoc cref="EventHeader.Epoch"/>
    public long Epoch => _header.Epoch;

    /// <inheritdoc cref="EventHeader.Sequence"/>
    public long Sequence => _header.Sequence;

    /// <inheritdoc cref="EventHeader.ExchangeTime"/>
    public UnixNanos ExchangeTime => _header.ExchangeTime;

    /// <inheritdoc cref="EventHeader.ReceiveTime"/>
    public UnixNanos ReceiveTime => _header.ReceiveTime;

    /// <inheritdoc cref="EventHeader.PublishTime"/>
    public UnixNanos PublishTime => _header.PublishTime;

    /// <summary>Whether this is the last known quote, told once on subscribing, and no live one.</summary>
    public bool IsLastKnown => (_header.Flags & EventFlags.LastKnown) != 0;

    /// <summary>The venue's growing number of this quote; 0 when it has none.</summary>
    public long UpdateId => _updateId;

    /// <summary>Best bid in the quote currency; 0 when nobody bids.</summary>
    public decimal BidPrice => ExactBidPrice;

    /// <summary>Size at the best bid; absent when the venue does not say.</summary>
    public decimal? BidSize => ExactBidSize;

    /// <summary>Best offer in the quote currency; 0 when nobody offers.</summary>
    public decimal AskPrice => ExactAskPrice;

    /// <summary>Size at the best offer; absent when the venue does not say.</summary>
    public decimal? AskSize => ExactAskSize;

    /// <summary>Best bid with the venue's digits.</summary>
    public ExactDecimal ExactBidPrice => ExactDecimal.FromParts(_bidPrice, _bidPriceScale);

    /// <summary>Bid size with the venue's digits.</summary>
    public ExactDecimal? ExactBidSize => Join(_bidSize, _bidSizeScale);

    /// <summary>Best offer with the venue's digits.</summary>
    public ExactDecimal ExactAskPrice => ExactDecimal.FromParts(_askPrice, _askPriceScale);

    /// <summary>Offer size with the venue's digits.</summary>
    public ExactDecimal? ExactAskSize => Join(_askSize, _askSizeScale);

    /// <summary>
    /// How many quotes just before this one a conflating queue left out: their sequence numbers are
    /// <c>Sequence - Conflated</c> to <c>Sequence - 1</c>.
    /// </summary>
    public int Conflated => _conflated;

    /// <summary>This quote, standing for <paramref name="conflated"/> earlier ones too.</summary>
    public Quote WithConflated(int conflated) => new(in this, conflated);

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{Symbol}@{Provider} quote {ExactBidPrice} x {ExactBidSize?.ToString() ?? "-"} / {ExactAskPrice} x {ExactAskSize?.ToString() ?? "-"}";

    private static (long Mantissa, byte Scale) Split(ExactDecimal? size) =>
        size is { } value ? (value.Mantissa, (byte)value.Scale) : (0, NoScale);

    private static ExactDecimal? Join(long mantissa, byte scale) => scale == NoScale ? null : ExactDecimal.FromParts(mantissa, scale);
}
