using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Channels to subscribe to or to leave.</summary>
internal sealed record ExampleRequest(long Id, bool Subscribes, IReadOnlyList<(string Channel, string Symbol)> Channels)
{
    /// <exception cref="ExampleErrorException">The message is answered with that error.</exception>
    public static ExampleRequest Parse(byte[] message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ExampleErrorException(0, "malformed JSON; expected an object");
        }
    }

    private static ExampleRequest Read(JsonElement root)
    {
        var id = root.TryGetProperty("id", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) ? value : 0;
        if (id <= 0)
            throw new ExampleErrorException(0, "expected an id, a whole number above 0");
        var operation = root.TryGetProperty("op", out var text) ? text.ToString() : "";
        if (operation is not ("subscribe" or "unsubscribe"))
            throw new ExampleErrorException(id, "expected the op subscribe or unsubscribe");
        if (!root.TryGetProperty("channels", out var channels) || channels.ValueKind != JsonValueKind.Array)
            throw new ExampleErrorException(id, "expected channels, an array");

        return new ExampleRequest(id, operation == "subscribe", [.. channels.EnumerateArray().Select(channel => Channel(id, channel.ToString()))]);
    }

    private static (string, string) Channel(long id, string name)
    {
        var parts = name.Split(':', 2);
        return parts.Length == 2 && ExampleSubscriptions.Channels.Contains(parts[0])
            ? (parts[0], parts[1])
            : throw new ExampleErrorException(id, $"unknown channel {name}; expected one such as trades:AAPL, of {string.Join(", ", ExampleSubscriptions.Channels)}");
    }
}
