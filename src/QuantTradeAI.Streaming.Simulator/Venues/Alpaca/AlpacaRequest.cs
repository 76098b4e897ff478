using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>An authentication, or channels with their symbols to subscribe to or to leave.</summary>
internal sealed record AlpacaRequest(string Action, string Key, string Secret, IReadOnlyList<(string Channel, string Symbol)> Channels)
{
    public const string Auth = "auth";
    public const string Subscribe = "subscribe";
    public const string Unsubscribe = "unsubscribe";
    private const string OrderBooks = "orderbooks";

    /// <exception cref="AlpacaErrorException">The message is answered with that error.</exception>
    public static AlpacaRequest Parse(byte[] message)
    {
        using var document = ParseJson(message);
        var root = document.RootElement;
        return Text(root, "action") switch
        {
            Auth => new AlpacaRequest(Auth, Text(root, "key"), Text(root, "secret"), []),
            var action and (Subscribe or Unsubscribe) => new AlpacaRequest(action, "", "", [.. root.EnumerateObject().SelectMany(Symbols)]),
            _ => throw new AlpacaErrorException(AlpacaError.InvalidSyntax),
        };
    }

    private static JsonDocument ParseJson(byte[] message)
    {
        try
        {
            return JsonDocument.Parse(message);
        }
        catch (JsonException)
        {
            throw new AlpacaErrorException(AlpacaError.InvalidSyntax);
        }
    }

    private static string Text(JsonElement root, string member)
        => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static IEnumerable<(string Channel, string Symbol)> Symbols(JsonProperty member)
    {
        if (member.Name == "action")
            return [];
        if (member.Name == OrderBooks)
            throw new AlpacaErrorException(AlpacaError.InvalidForFeed);
        if (!AlpacaSubscriptions.Channels.Contains(member.Name) || member.Value.ValueKind != JsonValueKind.Array)
            throw new AlpacaErrorException(AlpacaError.InvalidSyntax);
        return member.Value.EnumerateArray().Select(symbol => symbol.ValueKind == JsonValueKind.String
            ? (member.Name, symbol.GetString()!)
            : throw new AlpacaErrorException(AlpacaError.InvalidSyntax));
    }
}
