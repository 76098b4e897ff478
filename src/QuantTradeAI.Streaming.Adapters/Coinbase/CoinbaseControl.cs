using System.Collections.Immutable;
using QuantTradeAI.Streaming.Adapters.Json;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Coinbase;

/// <summary>Reads what the venue says to the session: rare, so it may allocate.</summary>
internal static class CoinbaseControl
{
    private const string NoProduct = " is not a valid product";

    /// <summary>The echo of everything that is subscribed; channels that carry nothing of ours are left out.</summary>
    public static void DecodeSubscriptions(ref JsonFields fields, FrameOutput output)
    {
        var channels = fields[CoinbaseFields.Channels];
        if (channels.Kind != JsonKind.Array)
        {
            output.Reject(fields.Has(CoinbaseFields.Channels) ? Problems.BadType : Problems.MissingField);
            return;
        }

        var active = ImmutableArray.CreateBuilder<ChannelSubscription>();
        var cursor = new JsonCursor(channels.Of(fields.Json));
        cursor.TryEnter();
        while (cursor.NextElement())
        {
            if (TryReadChannel(ref cursor, active))
                continue;
            output.Reject(Problems.BadType);
            return;
        }

        output.Signal(new ControlSignal.ActiveSubscriptions(active.DrainToImmutable()));
    }

    /// <summary>A refusal; one that names a product is final for that product.</summary>
    public static void DecodeError(ref JsonFields fields, FrameOutput output)
    {
        var message = TextOf(ref fields, CoinbaseFields.Message);
        var reason = TextOf(ref fields, CoinbaseFields.Reason);
        if (message is null && reason is null)
        {
            output.Reject(Problems.MissingField);
            return;
        }

        var product = ProductOf(reason);
        var words = message is null || reason is null ? message ?? reason! : $"{message}: {reason}";
        output.Signal(new ControlSignal.Refused(words, NativeSymbol: product, IsTerminal: product is not null));
    }

    private static bool TryReadChannel(ref JsonCursor cursor, ImmutableArray<ChannelSubscription>.Builder active)
    {
        if (cursor.Peek() != JsonKind.Object)
            return false;
        var channel = new JsonFields(cursor.Json);
        cursor.TryEnter();
        cursor.ReadMembers(CoinbaseFields.ChannelMembers, ref channel);

        if (channel[CoinbaseFields.ChannelName].Kind != JsonKind.String)
            return false;
        var dataType = CoinbaseChannels.DataTypeOf(channel.Json, channel[CoinbaseFields.ChannelName]);
        return dataType == DataTypes.None || TryReadProducts(channel.Json, channel[CoinbaseFields.ChannelProducts], dataType, active);
    }

    private static bool TryReadProducts(
        ReadOnlySpan<byte> json, JsonToken products, DataTypes dataType, ImmutableArray<ChannelSubscription>.Builder active)
    {
        if (products.Kind != JsonKind.Array)
            return false;
        var cursor = new JsonCursor(products.Of(json));
        cursor.TryEnter();
        while (cursor.NextElement())
        {
            var product = cursor.ReadValue();
            if (product.Kind != JsonKind.String)
                return false;
            active.Add(new ChannelSubscription(dataType, JsonText.ToText(cursor.Json, product)));
        }

        return true;
    }

    private static string? TextOf(ref JsonFields fields, int field) =>
        fields[field].Kind == JsonKind.String ? JsonText.ToText(fields.Json, fields[field]) : null;

    private static string? ProductOf(string? reason)
    {
        if (reason is null || reason.Length == NoProduct.Length || !reason.EndsWith(NoProduct, StringComparison.Ordinal))
            return null;
        var product = reason[..^NoProduct.Length];
        return product.Contains(' ') ? null : product;
    }
}
