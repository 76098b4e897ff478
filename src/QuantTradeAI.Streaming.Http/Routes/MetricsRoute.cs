using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Http.Guarding;
using QuantTradeAI.Streaming.Telemetry.Exposition;

namespace QuantTradeAI.Streaming.Http.Routes;

/// <summary>Measurements for scraping.</summary>
internal static class MetricsRoute
{
    public const string Path = "/metrics";

    public static void Map(IEndpointRouteBuilder routes, SurfaceContext surface, EndpointConfig config) =>
        routes.MapGet(Path, Access.Metrics, surface.Options.MetricsPage ?? OwnPage(surface, new MetricsPage(surface.Options.Clock, config.HasSymbolLabels)));

    private static RequestDelegate OwnPage(SurfaceContext surface, MetricsPage page) =>
        async context =>
        {
            var snapshot = await surface.Status.GetAsync(context.RequestAborted).ConfigureAwait(false);
            var format = AcceptHeader.FormatOf(context.Request.Headers.Accept);
            await context.Response.WriteBodyAsync(page.Write(snapshot.Status, format), MetricsPage.TypeOf(format)).ConfigureAwait(false);
        };
}
