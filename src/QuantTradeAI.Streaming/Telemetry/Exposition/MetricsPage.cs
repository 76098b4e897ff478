using System.Collections.Immutable;
using System.Text;
using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Streaming.Telemetry.Exposition;

/// <summary>All measurements of a gateway and its process, as a scrape reads them. docs/metrics.md lists them.</summary>
/// <param name="clock">The time of ages.</param>
/// <param name="hasSymbolLabels">Whether streams are told one by one, too: as many series as there are symbols.</param>
public sealed class MetricsPage(TimeProvider clock, bool hasSymbolLabels = false)
{
    /// <summary>The content type of <see cref="ExpositionFormat.Prometheus"/>.</summary>
    public const string PrometheusType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The content type of <see cref="ExpositionFormat.OpenMetrics"/>.</summary>
    public const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private readonly ImmutableArray<MetricFamily> _families = MetricFamilies.Scraped(hasSymbolLabels);

    /// <summary>What a response with this format says that it is.</summary>
    public static string TypeOf(ExpositionFormat format) => format == ExpositionFormat.OpenMetrics ? OpenMetricsType : PrometheusType;

    /// <summary>The page in UTF-8, in a stable order.</summary>
    public byte[] Write(GatewayStatus status, ExpositionFormat format)
    {
        ArgumentNullException.ThrowIfNull(status);
        return Encoding.UTF8.GetBytes(ExpositionWriter.Write(_families, MetricsMoment.Of(status, clock), format));
    }
}
