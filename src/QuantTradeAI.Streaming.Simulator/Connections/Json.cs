using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Writes the venues' JSON, member by member in the venue's order.</summary>
internal static class Json
{
    public static byte[] Utf8(ref DefaultInterpolatedStringHandler text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text.Text)];
        Encoding.UTF8.GetBytes(text.Text, bytes);
        text.Clear();
        return bytes;
    }

    public static string Escape(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);

    /// <summary>An array of strings.</summary>
    public static string Strings(IEnumerable<string> texts) => "[" + string.Join(',', texts.Select(text => $"\"{Escape(text)}\"")) + "]";

    /// <summary>An array of prices, each with its size.</summary>
    public static string Levels(IEnumerable<SimulatedLevel> levels)
        => "[" + string.Join(',', levels.Select(level => $"[\"{level.Price}\",\"{level.Size}\"]")) + "]";

    public static string Side(TradeSide side) => side == TradeSide.Buy ? "buy" : "sell";

    public static string Bool(bool value) => value ? "true" : "false";

    public static string IsoMicroseconds(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
