using QuantTradeAI.Streaming.Adapters.Json;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Coinbase;

/// <summary>Reads frames by their <c>type</c>, wherever in the object it stands.</summary>
internal sealed class CoinbaseDecoder(DecoderContext context) : JsonFrameDecoder(context)
{
    protected override void DecodeObject(ref JsonCursor cursor, bool isRoot, UnixNanos receiveTime, FrameOutput output)
    {
        var fields = new JsonFields(cursor.Json);
        cursor.TryEnter();
        cursor.ReadMembers(CoinbaseFields.Names, ref fields);

        if (IsSound(ref cursor, isRoot, output))
            Dispatch(ref fields, receiveTime, output);
    }

    private void Dispatch(ref JsonFields fields, UnixNanos receiveTime, FrameOutput output)
    {
        switch (CoinbaseFields.Types.Find(fields.Json, fields[CoinbaseFields.Type]))
        {
            case CoinbaseFields.Match:
                DecodeTrade(ref fields, EventFlags.None, receiveTime, output);
                break;
            case CoinbaseFields.LastMatch:
                DecodeTrade(ref fields, EventFlags.LastKnown, receiveTime, output);
                break;
            case CoinbaseFields.Ticker:
                DecodeQuote(ref fields, receiveTime, output);
                break;
            case CoinbaseFields.Heartbeat:
                DecodeHeartbeat(ref fields, output);
                break;
            case CoinbaseFields.Subscriptions:
                CoinbaseControl.DecodeSubscriptions(ref fields, output);
                break;
            case CoinbaseFields.Error:
                CoinbaseControl.DecodeError(ref fields, output);
                break;
            case NameTable.Unknown:
                if (fields[CoinbaseFields.Type].Kind == JsonKind.String)
                    output.Ignore(Other);
                else
                    output.Reject(fields.Has(CoinbaseFields.Type) ? Problems.BadType : Problems.MissingField);
                break;
            case var other:
                output.Ignore(CoinbaseFields.TypeNames[other]);
                break;
        }
    }

    private void DecodeTrade(ref JsonFields fields, EventFlags flags, UnixNanos receiveTime, FrameOutput output)
    {
        if (!TryFindSymbol(ref fields, CoinbaseFields.Product, output, out var symbol))
            return;
        var id = fields.Id(CoinbaseFields.TradeId);
        var price = fields.TradePrice(CoinbaseFields.Price);
        var size = fields.TradeSize(CoinbaseFields.Size);
        var time = fields.Time(CoinbaseFields.Time);
        // The side of a match is the maker's: whoever bought from a resting sale was the aggressor.
        var makerBuys = fields.Name(CoinbaseFields.Side, CoinbaseFields.Sides, Problems.BadSide) == CoinbaseFields.Buy;
        var aggressor = makerBuys ? AggressorSide.Sell : AggressorSide.Buy;
        if (fields.Problem is { } problem)
            output.Reject(problem);
        else
            output.Add(new Trade(symbol, Provider, id, price, size, aggressor, time, receiveTime, flags));
    }

    private void DecodeQuote(ref JsonFields fields, UnixNanos receiveTime, FrameOutput output)
    {
        if (!TryFindSymbol(ref fields, CoinbaseFields.Product, output, out var symbol))
            return;
        var id = fields.Id(CoinbaseFields.Sequence);
        var bid = fields.QuotePrice(CoinbaseFields.Bid);
        var bidSize = OptionalSize(ref fields, CoinbaseFields.BidSize);
        var ask = fields.QuotePrice(CoinbaseFields.Ask);
        var askSize = OptionalSize(ref fields, CoinbaseFields.AskSize);
        var time = fields.Time(CoinbaseFields.Time);
        if (fields.Problem is { } problem)
            output.Reject(problem);
        else
            output.Add(new Quote(symbol, Provider, id, bid, bidSize, ask, askSize, time, receiveTime));
    }

    private void DecodeHeartbeat(ref JsonFields fields, FrameOutput output)
    {
        if (!TryFindSymbol(ref fields, CoinbaseFields.Product, output, out var symbol))
            return;
        var lastTrade = fields.Has(CoinbaseFields.LastTradeId) ? fields.Id(CoinbaseFields.LastTradeId) : 0;
        if (fields.Problem is { } problem)
            output.Reject(problem);
        else
            output.Add(new Heartbeat(symbol, lastTrade));
    }

    private static ExactDecimal? OptionalSize(ref JsonFields fields, int field) =>
        fields.Has(field) ? fields.QuoteSize(field) : null;
}
