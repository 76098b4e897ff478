using System.Buffers;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Characters that no configuration has a use for: control characters, which can steer a terminal, and halves of characters.</summary>
internal static class ForbiddenText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085'))]);

    /// <summary>The place of the first control character; -1 for none.</summary>
    public static int IndexIn(ReadOnlySpan<char> text) => text.IndexOfAny(Controls);

    /// <summary>What is wrong with a value, whose escapes have been resolved; null when nothing is.</summary>
    public static string? FindIn(string text)
    {
        if (IndexIn(text) is >= 0 and var at)
            return Describe(text[at]);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return $"half of a character, U+{(int)text[i]:X4}, stands in this value; expected text";
        }

        return null;
    }

    public static string Describe(char control) => $"the control character U+{(int)control:X4} stands here; expected text";
}
