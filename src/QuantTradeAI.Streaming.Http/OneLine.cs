using System.Globalization;

namespace QuantTradeAI.Streaming.Http;

/// <summary>
/// What others wrote, as a terminal and a log may have it: nothing in it moves the cursor, begins a line, turns the order of letters round, or hides.
/// </summary>
internal static class OneLine
{
    /// <summary>The same with a space for each character that does such a thing.</summary>
    public static string Of(string text) => text.Any(IsHarmful)
        ? string.Create(text.Length, text, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = IsHarmful(source[i]) ? ' ' : source[i];
        })
        : text;

    /// <summary>Controls, marks of direction and other invisible formats, and separators of lines.</summary>
    public static bool IsHarmful(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
