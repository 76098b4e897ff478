using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A subscribe or unsubscribe request: channels, each with its products.</summary>
internal sealed record CoinbaseRequest(bool Subscribes, IReadOnlyList<(string Channel, IReadOnlyList<string> Products)> Channels)
{
    /// <exception cref="FormatException">The message is answered with an error of that text.</exception>
    public static CoinbaseRequest Parse(byte[] message)
    {
        using var document = ParseJson(message);
        var root = document.RootElement;
        var type = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var text) ? text.ToString() : "";
        if (type is not ("subscribe" or "unsubscribe"))
            throw new FormatException("Type has to be either subscribe or unsubscribe");

        var products = Strings(root, "product_ids");
        if (!root.TryGetProperty("channels", out var channels) || channels.ValueKind != JsonValueKind.Array)
            throw new FormatException("channels is required");

        return new CoinbaseRequest(type == "subscribe", [.. channels.EnumerateArray().Select(channel => Channel(channel, products))]);
    }

    private static JsonDocument ParseJson(byte[] message)
    {
        try
        {
            return JsonDocument.Parse(message);
        }
        catch (JsonException)
        {
            throw new FormatException("Malformed JSON");
        }
    }

    private static (string, IReadOnlyList<string>) Channel(JsonElement channel, IReadOnlyList<string> products)
    {
        if (channel.ValueKind == JsonValueKind.String)
            return (channel.GetString()!, products);
        if (channel.ValueKind != JsonValueKind.Object || !channel.TryGetProperty("name", out var name))
            throw new FormatException("A channel has to have a name");

        var own = Strings(channel, "product_ids");
        return (name.ToString(), own.Count > 0 ? own : products);
    }

    private static List<string> Strings(JsonElement parent, string member)
        => parent.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.ToString())]
            : [];
}
