using QuantTradeAI.Streaming.Adapters.Json;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>Reads arrays of events by their <c>T</c>. Conditions, exchanges and tapes are stepped over; who the aggressor was is not told.</summary>
internal sealed class AlpacaDecoder(DecoderContext context) : JsonFrameDecoder(context)
{
    private readonly AlpacaControl _control = new(context.Settings);

    protected override void DecodeObject(ref JsonCursor cursor, bool isRoot, UnixNanos receiveTime, FrameOutput output)
    {
        var fields = new JsonFields(cursor.Json);
        cursor.TryEnter();
        cursor.ReadMembers(AlpacaFields.Names, ref fields);

        if (IsSound(ref cursor, isRoot, output))
            Dispatch(ref fields, receiveTime, output);
    }

    private void Dispatch(ref JsonFields fields, UnixNanos receiveTime, FrameOutput output)
    {
        switch (AlpacaFields.Types.Find(fields.Json, fields[AlpacaFields.Type]))
        {
            case AlpacaFields.Trade:
                DecodeTrade(ref fields, receiveTime, output);
                break;
            case AlpacaFields.Quote:
                DecodeQuote(ref fields, receiveTime, output);
                break;
            case AlpacaFields.Success:
                _control.DecodeSuccess(ref fields, output);
                break;
            case AlpacaFields.Error:
                AlpacaControl.DecodeError(ref fields, output);
                break;
            case AlpacaFields.Subscription:
                AlpacaControl.DecodeSubscription(ref fields, output);
                break;
            case NameTable.Unknown:
                if (fields[AlpacaFields.Type].Kind == JsonKind.String)
                    output.Ignore(Other);
                else
                    output.Reject(fields.Has(AlpacaFields.Type) ? Problems.BadType : Problems.MissingField);
                break;
            case var other:
                output.Ignore(AlpacaFields.IgnoredKind(other));
                break;
        }
    }

    private void DecodeTrade(ref JsonFields fields, UnixNanos receiveTime, FrameOutput output)
    {
        if (!TryFindSymbol(ref fields, AlpacaFields.Symbol, output, out var symbol))
            return;
        var id = fields.Id(AlpacaFields.TradeId);
        var price = fields.TradePrice(AlpacaFields.Price);
        var size = fields.TradeSize(AlpacaFields.Size);
        var time = fields.Time(AlpacaFields.Time);
        if (fields.Problem is { } problem)
            output.Reject(problem, symbol, Provider, MarketEventKind.Trade, receiveTime);
        else
            output.Add(new Trade(symbol, Provider, id, price, size, AggressorSide.Unknown, time, receiveTime));
    }

    private void DecodeQuote(ref JsonFields fields, UnixNanos receiveTime, FrameOutput output)
    {
        const long NoUpdateId = 0;
        if (!TryFindSymbol(ref fields, AlpacaFields.Symbol, output, out var symbol))
            return;
        var bid = fields.QuotePrice(AlpacaFields.Bid);
        var bidSize = fields.QuoteSize(AlpacaFields.BidSize);
        var ask = fields.QuotePrice(AlpacaFields.Ask);
        var askSize = fields.QuoteSize(AlpacaFields.AskSize);
        var time = fields.Time(AlpacaFields.Time);
        if (fields.Problem is { } problem)
            output.Reject(problem, symbol, Provider, MarketEventKind.Quote, receiveTime);
        else
            output.Add(new Quote(symbol, Provider, NoUpdateId, bid, bidSize, ask, askSize, time, receiveTime));
    }
}
