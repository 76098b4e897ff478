using System.Text;

namespace QuantTradeAI.Gateway.Display;

/// <summary>Breaks sentences into lines of 80 columns, between words. A word that is longer, such as a path, stays whole.</summary>
internal static class Wrapped
{
    private const int Columns = 80;

    /// <summary>The text behind <paramref name="head"/>; further lines are as far in.</summary>
    public static IEnumerable<string> At(string head, string text)
    {
        var line = new StringBuilder(head);
        var isFirst = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFirst && line.Length + 1 + word.Length > Columns)
            {
                yield return line.ToString();
                line.Clear().Append(' ', head.Length);
                isFirst = true;
            }

            line.Append(isFirst ? "" : " ").Append(word);
            isFirst = false;
        }

        yield return line.ToString().TrimEnd();
    }
}
