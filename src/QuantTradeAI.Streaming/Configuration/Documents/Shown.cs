using System.Globalization;
using System.Text;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Texts of a document as messages show them: on one line, and not for ever.</summary>
internal static class Shown
{
    private const int MaxLength = 60;
    private const int MaxLineLength = 400;

    public static string Quoted(string text) => $"'{Plain(text)}'";

    /// <summary>A message of others.</summary>
    public static string Line(string text) => Cut(text, MaxLineLength);

    public static string Plain(string text) => Cut(text, MaxLength);

    private static string Cut(string text, int most)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= most)
                return shown.Append('…').ToString();
            _ = rune.Value switch
            {
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                '\t' => shown.Append("\\t"),
                _ when IsInvisible(rune) => shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => shown.Append(rune),
            };
        }

        return shown.ToString();
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
