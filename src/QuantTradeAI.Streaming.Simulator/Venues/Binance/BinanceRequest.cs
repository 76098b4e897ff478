using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A valid control message. <see cref="Id"/> is kept as the JSON the client wrote.</summary>
internal sealed record BinanceRequest(BinanceMethod Method, string Id, IReadOnlyList<JsonElement> Params)
{
    private const int MaxIdLength = 36;

    private static readonly Dictionary<string, BinanceMethod> Methods = new()
    {
        ["SUBSCRIBE"] = BinanceMethod.Subscribe,
        ["UNSUBSCRIBE"] = BinanceMethod.Unsubscribe,
        ["LIST_SUBSCRIPTIONS"] = BinanceMethod.ListSubscriptions,
        ["SET_PROPERTY"] = BinanceMethod.SetProperty,
        ["GET_PROPERTY"] = BinanceMethod.GetProperty,
    };

    /// <exception cref="BinanceRequestException">The message is answered with an error.</exception>
    public static BinanceRequest Parse(byte[] message)
    {
        using var document = ParseJson(message);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("method", out var method))
            throw BinanceRequestException.Invalid($"missing field `method` at line 1 column {message.Length}");
        if (method.ValueKind != JsonValueKind.String || !Methods.TryGetValue(method.GetString()!, out var known))
            throw BinanceRequestException.UnknownVariant(method.ToString(), message);

        return new BinanceRequest(known, IdOf(root), ParamsOf(root));
    }

    private static JsonDocument ParseJson(byte[] message)
    {
        try
        {
            return JsonDocument.Parse(message);
        }
        catch (JsonException e)
        {
            var (line, column) = (e.LineNumber + 1, e.BytePositionInLine + 1);
            throw new BinanceRequestException(3, $"Invalid JSON: expected value at line {line} column {column}");
        }
    }

    private static string IdOf(JsonElement root)
    {
        if (!root.TryGetProperty("id", out var id) || id.ValueKind == JsonValueKind.Null)
            return "null";
        if (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && number >= 0)
            return id.GetRawText();
        if (id.ValueKind == JsonValueKind.String && id.GetString() is { Length: <= MaxIdLength } text
            && text.All(char.IsAsciiLetterOrDigit))
            return id.GetRawText();

        throw BinanceRequestException.Invalid("request ID must be an unsigned integer");
    }

    private static List<JsonElement> ParamsOf(JsonElement root)
        => root.TryGetProperty("params", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.Clone())]
            : [];
}
