using System.Text.RegularExpressions;

namespace QuantTradeAI.Deployment.Tests.Monitoring;

/// <summary>Which metrics an expression asks for, and with which labels. What is no metric is taken away first.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words = ["and", "or", "unless", "by", "on", "without", "ignoring", "group_left", "group_right", "bool", "offset"];

    public static IReadOnlyList<Selector> Selectors(string expression) =>
        [.. Name().Matches(Noise().Replace(Labels().Replace(expression, Kept), " ")).Where(match => !Words.Contains(match.Groups["name"].Value)).Select(SelectorOf)];

    private static Selector SelectorOf(Match match) =>
        new(match.Groups["name"].Value, [.. match.Groups["labels"].Value.Split('|', StringSplitOptions.RemoveEmptyEntries)]);

    /// <summary>Labels without their values, so that no text of a value looks like a name: <c>{a="b", c=~"d"}</c> to <c>@a|c@</c>.</summary>
    private static string Kept(Match match) => $"@{string.Join('|', Label().Matches(match.Value).Select(label => label.Groups[1].Value))}@";

    [GeneratedRegex("""\{[^}]*\}""")]
    private static partial Regex Labels();

    [GeneratedRegex("""(\w+)\s*(?:=~|!~|!=|=)\s*"[^"]*["]""")]
    private static partial Regex Label();

    /// <summary>Ranges, groupings, strings, numbers.</summary>
    [GeneratedRegex("""\[[^\]]*\]|\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)|"[^"]*"|(?<![\w@|])[0-9][\w.]*""")]
    private static partial Regex Noise();

    /// <summary>A name that is no function's, with its labels.</summary>
    [GeneratedRegex("""(?<![\w@|$])(?<name>[a-zA-Z_:][\w:]*)(?:@(?<labels>[\w|]*)@)?(?![\w@|])(?!\s*\()""")]
    private static partial Regex Name();

    internal sealed record Selector(string Metric, IReadOnlyList<string> Labels);
}
