namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Nearest
{
    private const int MaxLength = 64;

    /// <summary><c>; did you mean 'x'?</c>, or nothing when no name is near.</summary>
    public static string DidYouMean(string text, IEnumerable<string> names) => To(text, names) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>The nearest name: at most a third of the text away, counting changes, gaps and swaps of neighbours; the first in order of names on a tie.</summary>
    public static string? To(string text, IEnumerable<string> names)
    {
        if (text.Length is 0 or > MaxLength)
            return null;
        var (best, least) = (default(string), Math.Max(1, text.Length / 3) + 1);
        foreach (var name in names.Where(name => name.Length <= MaxLength).Order(StringComparer.Ordinal))
        {
            var distance = Distance(text.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < least)
                (best, least) = (name, distance);
        }

        return best;
    }

    private static int Distance(string a, string b)
    {
        var (before, above, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, above, row) = (above, row, before);
        }

        return above[b.Length];
    }
}
