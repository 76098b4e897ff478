using System.Collections.Immutable;
using System.Text.Json;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Plugins.Example;

/// <summary>Reads one side of a book: <c>[["189.29","300"]]</c>.</summary>
internal static class ExampleLevels
{
    /// <summary>False when the array, known to be JSON, is absent or not of that form.</summary>
    public static bool TryRead(ReadOnlySpan<byte> array, out ImmutableArray<BookLevel> levels)
    {
        levels = [];
        if (array.IsEmpty)
            return false;
        var found = ImmutableArray.CreateBuilder<BookLevel>();
        var json = new Utf8JsonReader(array);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            if (!TryNumber(ref json, out var price) || !TryNumber(ref json, out var size) || !json.Read() || json.TokenType != JsonTokenType.EndArray)
                return false;
            found.Add(new BookLevel(price, size));
        }

        levels = found.DrainToImmutable();
        return json.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryNumber(ref Utf8JsonReader json, out ExactDecimal number)
    {
        number = default;
        return json.Read() && json.TokenType == JsonTokenType.String && ExactDecimal.TryParse(json.ValueSpan, out number) && number.Mantissa >= 0;
    }
}
