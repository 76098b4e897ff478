using System.Collections.Immutable;
using QuantTradeAI.Streaming.Adapters.Json;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>Reads what the venue says to the session: rare, so it may allocate.</summary>
internal sealed class AlpacaControl(ProviderSettings settings)
{
    private const string OtherSuccess = "success";

    /// <summary>The welcome is answered with who the client is; once the venue believes it, it takes subscriptions.</summary>
    public void DecodeSuccess(ref JsonFields fields, FrameOutput output)
    {
        switch (AlpacaFields.Successes.Find(fields.Json, fields[AlpacaFields.Message]))
        {
            case AlpacaFields.Connected:
                output.Signal(new ControlSignal.Reply(AlpacaRequests.Authenticate(settings)));
                break;
            case AlpacaFields.Authenticated:
                output.Signal(new ControlSignal.Ready());
                break;
            default:
                output.Ignore(OtherSuccess);
                break;
        }
    }

    /// <summary>The echo of everything that is subscribed; channels that carry nothing of ours are left out.</summary>
    public static void DecodeSubscription(ref JsonFields fields, FrameOutput output)
    {
        var active = ImmutableArray.CreateBuilder<ChannelSubscription>();
        if (TryReadSymbols(ref fields, AlpacaFields.Trades, DataTypes.Trades, active) && TryReadSymbols(ref fields, AlpacaFields.Quotes, DataTypes.Quotes, active))
            output.Signal(new ControlSignal.ActiveSubscriptions(active.DrainToImmutable()));
        else
            output.Reject(Problems.BadType);
    }

    /// <summary>See <see cref="AlpacaErrors"/>.</summary>
    public static void DecodeError(ref JsonFields fields, FrameOutput output)
    {
        if (!fields.Has(AlpacaFields.Code))
        {
            output.Reject(Problems.MissingField);
            return;
        }

        var code = fields.Id(AlpacaFields.Code);
        if (fields.Problem is { } problem)
        {
            output.Reject(problem);
            return;
        }

        var words = fields[AlpacaFields.Message].Kind == JsonKind.String ? JsonText.ToText(fields.Json, fields[AlpacaFields.Message]) : "no reason given";
        var reaction = AlpacaErrors.Find(code);
        if (reaction.Signal(words, code) is { } signal)
            output.Signal(signal);
        if (reaction.IsUnexpected)
            output.Reject(reaction.Name);
        else if (reaction.IsHarmless)
            output.Ignore(reaction.Name);
    }

    /// <summary>A list that is left out or null is empty.</summary>
    private static bool TryReadSymbols(
        ref JsonFields fields, int field, DataTypes dataType, ImmutableArray<ChannelSubscription>.Builder active)
    {
        var symbols = fields[field];
        if (symbols.Kind is JsonKind.None or JsonKind.Null)
            return true;
        if (symbols.Kind != JsonKind.Array)
            return false;
        var cursor = new JsonCursor(symbols.Of(fields.Json));
        cursor.TryEnter();
        while (cursor.NextElement())
        {
            var symbol = cursor.ReadValue();
            if (symbol.Kind != JsonKind.String)
                return false;
            active.Add(new ChannelSubscription(dataType, JsonText.ToText(cursor.Json, symbol)));
        }

        return true;
    }
}
