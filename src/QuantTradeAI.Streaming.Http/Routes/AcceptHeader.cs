using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using QuantTradeAI.Streaming.Telemetry.Exposition;

namespace QuantTradeAI.Streaming.Http.Routes;

/// <summary>What a scraper wants to read.</summary>
internal static class AcceptHeader
{
    private static readonly MediaTypeHeaderValue OpenMetrics = new("application/openmetrics-text");
    private static readonly MediaTypeHeaderValue Plain = new("text/plain");

    /// <summary>The one with the higher quality; plain text on a tie, and when neither is acceptable: a scraper can only gain from an answer.</summary>
    public static ExpositionFormat FormatOf(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var wanted))
            return ExpositionFormat.Prometheus;
        var quality = QualityOf(OpenMetrics, wanted, IsOpenMetricsOne);
        return quality > 0 && quality > QualityOf(Plain, wanted, static _ => true) ? ExpositionFormat.OpenMetrics : ExpositionFormat.Prometheus;
    }

    private static double QualityOf(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> wanted, Func<MediaTypeHeaderValue, bool> fits)
    {
        // The most exact range that holds the type decides, as RFC 9110 has it.
        var best = wanted
            .Where(range => new MediaTypeHeaderValue(range.MediaType) is var bare && type.IsSubsetOf(bare) && fits(range))
            .OrderByDescending(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2)
            .ThenByDescending(range => range.Quality ?? 1)
            .FirstOrDefault();
        return best is null ? 0 : best.Quality ?? 1;
    }

    private static bool IsOpenMetricsOne(MediaTypeHeaderValue range) =>
        range.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase)) is not { } version
        || version.Value.Equals("1.0.0", StringComparison.Ordinal);
}
