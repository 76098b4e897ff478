using System.Runtime.InteropServices;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>One trade. An unmanaged value of 80 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Trade
{
    private readonly EventHeader _header;
    private readonly long _price;
    private readonly long _size;
    private readonly long _tradeId;
    private readonly byte _priceScale;
    private readonly byte _sizeScale;
    private readonly AggressorSide _aggressor;

    /// <summary>Makes a trade as an adapter sees it; numbering and publish time come later.</summary>
    public Trade(
        Symbol symbol,
        ProviderId provider,
        long tradeId,
        ExactDecimal price,
        ExactDecimal size,
        AggressorSide aggressor,
        UnixNanos exchangeTime,
        UnixNanos receiveTime,
        EventFlags flags = EventFlags.None)
    {
        _header.Kind = MarketEventKind.Trade;
        _header.Flags = flags;
        _header.Symbol = symbol;
        _header.Provider = provider;
        _header.ExchangeTime = exchangeTime;
        _header.ReceiveTime = receiveTime;
        _tradeId = tradeId;
        _price = price.Mantissa;
        _priceScale = (byte)price.Scale;
        _size = size.Mantissa;
        _sizeScale = (byte)size.Scale;
        _aggressor = aggressor;
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

    /// <summary>Whether this is the last known trade, told once on subscribing, and no live one.</summary>
    public bool IsLastKnown => (_header.Flags & EventFlags.LastKnown) != 0;

    /// <summary>The venue's id of the trade; 0 when it has none.</summary>
    public long TradeId => _tradeId;

    /// <summary>Price in the quote currency.</summary>
    public decimal Price => ExactPrice;

    /// <summary>Size in the base currency, or shares.</summary>
    public decimal Size => ExactSize;

    /// <summary>The price with the venue's digits.</summary>
    public ExactDecimal ExactPrice => ExactDecimal.FromParts(_price, _priceScale);

    /// <summary>The size with the venue's digits.</summary>
    public ExactDecimal ExactSize => ExactDecimal.FromParts(_size, _sizeScale);

    /// <summary>Which side took liquidity.</summary>
    public AggressorSide Aggressor => _aggressor;

    /// <summary>One line for people.</summary>
    public override string ToString() => $"{Symbol}@{Provider} trade {ExactPrice} x {ExactSize} {Aggressor} #{TradeId}";
}
