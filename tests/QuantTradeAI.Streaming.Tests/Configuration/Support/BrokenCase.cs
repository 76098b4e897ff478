using System.Text.RegularExpressions;

namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>One case of <c>broken.txt</c>: files, variables, and every line that must be said of the first file.</summary>
internal sealed record BrokenCase(string Title, IReadOnlyList<(string Name, string Text)> Files, IReadOnlyDictionary<string, string> Variables, string? Environment, string[] Problems)
{
    /// <summary>
    /// A case begins with <c>== title</c>; its parts with <c>-- name.yaml</c>, <c>-- variables</c>, <c>-- environment NAME</c>, <c>-- problems</c>.
    /// </summary>
    public static IReadOnlyList<BrokenCase> ReadAll(string text) => [.. text.Split("\n== ").Skip(1).Select(Read)];

    private static BrokenCase Read(string text)
    {
        var parts = text.Split("\n-- ");
        var named = parts.Skip(1).Select(part => (Head: part.Split('\n', 2)[0], Text: part.Split('\n', 2) is [_, var rest] ? rest : "")).ToList();
        return new BrokenCase(
            parts[0].Trim(),
            [.. named.Where(part => part.Head is not ("variables" or "problems") && !part.Head.StartsWith("environment ", StringComparison.Ordinal)).Select(File)],
            named.Where(part => part.Head == "variables").SelectMany(part => Lines(part.Text)).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Replace("\\n", "\n")),
            named.Where(part => part.Head.StartsWith("environment ", StringComparison.Ordinal)).Select(part => part.Head.Split(' ')[1]).SingleOrDefault(),
            [.. named.Where(part => part.Head == "problems").SelectMany(part => Lines(part.Text))]);
    }

    /// <summary>A file that is no document can hold escapes.</summary>
    private static (string Name, string Text) File((string Head, string Text) part) => (part.Head, part.Head == "secret" ? Regex.Unescape(part.Text) : part.Text);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
