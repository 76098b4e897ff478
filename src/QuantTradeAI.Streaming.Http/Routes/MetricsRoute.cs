using Microsoft.AspNetCore.Routing;
using QuantTradeAI.Streaming.Http.Guarding;
using QuantTradeAI.Streaming.Telemetry.Exposition;

namespace QuantTradeAI.Streaming.Http.Routes;

/// <summary>Measurements for scraping.</summary>
internal static class MetricsRoute
{
    public const string Path = "/metrics";

    public static void Map(IEndpointRouteBuilder routes, SurfaceContext surface, MetricsPage page) =>
        routes.MapGet(Path, Access.Metrics, async context =>
        {
            var snapshot = await surface.Status.GetAsync(context.RequestAborted).ConfigureAwait(false);
            var format = AcceptHeader.FormatOf(context.Request.Headers.Accept);
            await context.Response.WriteBodyAsync(page.Write(snapshot.Status, format), MetricsPage.TypeOf(format)).ConfigureAwait(false);
        });
}
