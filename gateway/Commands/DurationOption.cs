using System.CommandLine;
using System.Globalization;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>--duration</c>: 500ms, 10s, 2m, 1h.</summary>
internal static class DurationOption
{
    private const string Expected = "a number above 0 with a unit: 500ms, 10s, 2m or 1h";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static Option<TimeSpan?> Create() => new("--duration", "-d")
    {
        Description = "End by itself after this time, like 500ms, 10s, 2m, 1h.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryParse(text, out var duration))
                return duration;
            result.AddError($"--duration got '{text}'; expected {Expected}, at most 30 days.");
            return null;
        },
    };

    internal static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        if (!double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count > Longest / TimeSpan.FromMilliseconds(1))
            return false;
        duration = unit * count;
        return duration > TimeSpan.Zero && duration <= Longest;
    }
}
