using System.Globalization;
using System.Text;

namespace QuantTradeAI.Streaming.Telemetry.Exposition;

/// <summary>Numbers and texts as both formats write them.</summary>
internal static class ExpositionText
{
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>A bucket's bound. OpenMetrics writes whole ones with a fraction.</summary>
    public static string Bound(double value, ExpositionFormat format) =>
        value.ToString(format == ExpositionFormat.OpenMetrics ? "0.0########" : "0.#########", CultureInfo.InvariantCulture);

    /// <summary>A label's value without its quotes.</summary>
    public static StringBuilder AppendLabelValue(this StringBuilder to, string value) => AppendEscaped(to, value, areQuotesEscaped: true);

    /// <summary>A help text. Only OpenMetrics escapes quotes there.</summary>
    public static StringBuilder AppendHelp(this StringBuilder to, string help, ExpositionFormat format) =>
        AppendEscaped(to, help, format == ExpositionFormat.OpenMetrics);

    private static StringBuilder AppendEscaped(StringBuilder to, string text, bool areQuotesEscaped)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => to.Append(@"\\"),
                '\n' => to.Append(@"\n"),
                '"' when areQuotesEscaped => to.Append("\\\""),
                _ => to.Append(c),
            };
        }

        return to;
    }
}
