using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Telemetry;

namespace QuantTradeAI.Silo.Telemetry;

/// <summary>The measurements of a silo and of Orleans, as OpenTelemetry's exporter tells them to Prometheus.</summary>
internal sealed class SiloMetrics : IDisposable
{
    /// <summary>Orleans' own meter.</summary>
    public const string OrleansMeter = "Microsoft.Orleans";

    /// <summary>The runtime's own meter, which tells of the heap.</summary>
    public const string RuntimeMeter = "System.Runtime";

    /// <summary>The meter of push streams.</summary>
    public const string PushMeter = "QuantTradeAI.Streams.Push";

    private readonly StreamingMeter _meter;
    private readonly MeterProvider _provider;
    private readonly ServiceProvider _services;

    private SiloMetrics(StreamingMeter meter, MeterProvider provider, ServiceProvider services)
    {
        (_meter, _provider, _services) = (meter, provider, services);
        var page = new ApplicationBuilder(services);
        page.UseOpenTelemetryPrometheusScrapingEndpoint(provider, static _ => true, path: null, configureBranchedPipeline: null, optionsName: null);
        Page = page.Build();
    }

    /// <summary>Answers a scrape.</summary>
    public RequestDelegate Page { get; }

    /// <param name="operations">Whose measurements: this silo's, since each silo is scraped.</param>
    /// <param name="clock">The time of ages.</param>
    /// <param name="hasSymbolLabels">Whether streams are told one by one, too.</param>
    public static SiloMetrics Create(IGatewayOperations operations, TimeProvider clock, bool hasSymbolLabels)
    {
        var meter = new StreamingMeter(operations, clock, hasSymbolLabels);
        var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(StreamingMeter.Name, OrleansMeter, RuntimeMeter, PushMeter)
            .AddPrometheusExporter(options =>
            {
                // The contract's labels and no others.
                options.ScopeInfoEnabled = false;
                options.ScrapeResponseCacheDurationMilliseconds = 0;
            })
            .Build();
        return new SiloMetrics(meter, provider, new ServiceCollection().BuildServiceProvider());
    }

    public void Dispose()
    {
        _provider.Dispose();
        _meter.Dispose();
        _services.Dispose();
    }
}
