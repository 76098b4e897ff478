using QuantTradeAI.Streaming.Adapters.Json;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Binance;

/// <summary>
/// Reads combined frames (<c>{"stream":..,"data":{..}}</c>) and raw ones. Trades of either stream are read whichever is configured: the
/// venue sends what was asked for.
/// </summary>
internal sealed class BinanceDecoder(DecoderContext context) : JsonFrameDecoder(context)
{
    private const string PartialDepth = "depth";
    private const string Acknowledgement = "ack";
    private const int LastErrorOfRequest = 3;

    private readonly long _nanosPerUnit = BinanceOptions.NanosPerUnit(context.Settings);

    protected override void DecodeObject(ref JsonCursor cursor, bool isRoot, UnixNanos receiveTime, FrameOutput output)
    {
        var outer = new JsonFields(cursor.Json);
        var data = new JsonFields(cursor.Json);
        var isCombined = false;
        cursor.TryEnter();
        for (; cursor.ReadMembers(BinanceFields.Names, ref outer, BinanceFields.Data); isCombined = true)
        {
            if (isCombined)
                data = new JsonFields(cursor.Json);
            cursor.TryEnter();
            cursor.ReadMembers(BinanceFields.Names, ref data);
        }

        if (!IsSound(ref cursor, isRoot, output))
            return;
        if (isCombined)
            DecodePayload(ref data, IsBookTicker(ref outer), receiveTime, output);
        else if (outer.Has(BinanceFields.Stream))
            DecodeForeignData(ref outer, output);
        else if (!TryDecodeControl(ref outer, output))
            DecodePayload(ref outer, false, receiveTime, output);
    }

    private void DecodePayload(ref JsonFields data, bool isBookTicker, UnixNanos receiveTime, FrameOutput output)
    {
        switch (BinanceFields.Types.Find(data.Json, data[BinanceFields.Type]))
        {
            case BinanceFields.Trade:
                DecodeTrade(ref data, BinanceFields.TradeId, receiveTime, output);
                break;
            case BinanceFields.AggTrade:
                DecodeTrade(ref data, BinanceFields.AskOrAggregateId, receiveTime, output);
                break;
            case BinanceFields.BookTicker:
                DecodeQuote(ref data, receiveTime, output);
                break;
            case BinanceFields.ServerShutdown:
                output.Signal(new ControlSignal.ServerClosing());
                break;
            case NameTable.Unknown:
                DecodeByShape(ref data, isBookTicker, receiveTime, output);
                break;
            case var other:
                output.Ignore(BinanceFields.TypeNames[other]);
                break;
        }
    }

    private void DecodeTrade(ref JsonFields data, int idField, UnixNanos receiveTime, FrameOutput output)
    {
        if (!TryFindSymbol(ref data, BinanceFields.Symbol, output, out var symbol))
            return;
        var id = data.Id(idField);
        var price = data.TradePrice(BinanceFields.Price);
        var size = data.TradeSize(BinanceFields.Size);
        var time = data.UnixTime(BinanceFields.TradeTime, _nanosPerUnit);
        var aggressor = data.Flag(BinanceFields.BuyerIsMaker, Problems.BadSide) ? AggressorSide.Sell : AggressorSide.Buy;
        if (data.Problem is { } problem)
            output.Reject(problem);
        else
            output.Add(new Trade(symbol, Provider, id, price, size, aggressor, time, receiveTime));
    }

    private void DecodeQuote(ref JsonFields data, UnixNanos receiveTime, FrameOutput output)
    {
        if (!TryFindSymbol(ref data, BinanceFields.Symbol, output, out var symbol))
            return;
        var id = data.Id(BinanceFields.UpdateId);
        var bid = data.QuotePrice(BinanceFields.Bid);
        var bidSize = data.QuoteSize(BinanceFields.BidSize);
        var ask = data.QuotePrice(BinanceFields.AskOrAggregateId);
        var askSize = data.QuoteSize(BinanceFields.AskSize);
        if (data.Problem is { } problem)
            output.Reject(problem);
        else
            output.Add(new Quote(symbol, Provider, id, bid, bidSize, ask, askSize, UnixNanos.Absent, receiveTime));
    }

    /// <summary>Book tickers and partial depth carry no type.</summary>
    private void DecodeByShape(ref JsonFields data, bool isBookTicker, UnixNanos receiveTime, FrameOutput output)
    {
        if (data.Has(BinanceFields.Type))
        {
            if (data[BinanceFields.Type].Kind == JsonKind.String)
                output.Ignore(Other);
            else
                output.Reject(Problems.BadType);
        }
        else if (isBookTicker || (data.Has(BinanceFields.UpdateId) && data.Has(BinanceFields.Symbol)))
        {
            DecodeQuote(ref data, receiveTime, output);
        }
        else
        {
            output.Ignore(data.Has(BinanceFields.LastUpdateId) ? PartialDepth : Other);
        }
    }

    private static bool IsBookTicker(ref JsonFields outer)
    {
        var stream = outer[BinanceFields.Stream];
        return stream.Kind == JsonKind.String && stream.Of(outer.Json).EndsWith("@bookTicker"u8);
    }

    /// <summary>Streams of whole markets carry an array; nothing else is expected here.</summary>
    private static void DecodeForeignData(ref JsonFields outer, FrameOutput output)
    {
        if (outer[BinanceFields.Data].Kind == JsonKind.Array)
            output.Ignore(Other);
        else
            output.Reject(outer.Has(BinanceFields.Data) ? Problems.BadType : Problems.MissingField);
    }

    /// <summary>Acknowledgements have a result, null for success; errors a code and a message. Their id may be missing.</summary>
    private static bool TryDecodeControl(ref JsonFields outer, FrameOutput output)
    {
        if (outer.Has(BinanceFields.Type))
            return false;
        var isError = outer.Has(BinanceFields.Code) && outer[BinanceFields.Message].Kind == JsonKind.String;
        if (!isError && outer[BinanceFields.Result].Kind == JsonKind.None)
            return false;

        var id = outer[BinanceFields.Id].Kind == JsonKind.Number ? outer.Id(BinanceFields.Id) : 0;
        if (isError)
        {
            // 0 to 3 blame the request itself; the same request would fail again.
            var isTerminal = outer[BinanceFields.Code].Kind == JsonKind.Number && outer.Id(BinanceFields.Code) <= LastErrorOfRequest
                && outer.Problem is null;
            var message = JsonText.ToText(outer.Json, outer[BinanceFields.Message]);
            output.Signal(new ControlSignal.Refused(message, id, IsTerminal: isTerminal));
        }
        else if (id != 0)
        {
            output.Signal(new ControlSignal.Acknowledged(id));
        }
        else
        {
            output.Ignore(Acknowledgement);
        }

        return true;
    }
}
