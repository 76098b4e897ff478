using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantTradeAI.Streaming.Http.Guarding;
using QuantTradeAI.Streaming.Http.OpenApi;
using QuantTradeAI.Streaming.Http.Status;
using QuantTradeAI.Streaming.Http.Verdicts;

namespace QuantTradeAI.Streaming.Http.Routes;

/// <summary>Probes, health, status and commands.</summary>
internal static class ApiRoutes
{
    public const string Liveness = "/livez";
    public const string Readiness = "/readyz";
    public const string Health = "/health";
    public const string Status = "/status";
    public const string OpenApi = "/openapi.json";

    private static readonly byte[] Alive = Json.Of(LivenessBody.Alive);

    public static void Map(IEndpointRouteBuilder routes, SurfaceContext surface)
    {
        MapLiveness(routes);
        routes.MapGet(Readiness, Access.Probe, context => ReadyAsync(context, surface));
        routes.MapGet(Health, Access.Api, context => HealthAsync(context, surface));
        routes.MapGet(Status, Access.Api, context => StatusAsync(context, surface));
        routes.MapGet(OpenApi, Access.Api, static context => context.Response.WriteBodyAsync(OpenApiDocument.Text, Json.ContentType));
        OperationRoutes.Map(routes, surface);
    }

    /// <summary>This process only.</summary>
    public static void MapLiveness(IEndpointRouteBuilder routes) =>
        routes.MapGet(Liveness, Access.Probe, static context => context.Response.WriteBodyAsync(Alive, Json.ContentType));

    /// <summary>For GET, and HEAD as its shadow.</summary>
    public static void MapGet(this IEndpointRouteBuilder routes, string path, Access access, RequestDelegate answer) =>
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], answer).WithMetadata(new RouteAccess(access));

    private static async Task ReadyAsync(HttpContext context, SurfaceContext surface)
    {
        var body = await TryStatusAsync(context, surface).ConfigureAwait(false) is { } snapshot
            ? Verdicts.Readiness.Of(snapshot.Status, surface.IsStopping)
            : Verdicts.Readiness.WithoutStatus;
        context.Response.StatusCode = CodeOf(Verdicts.Readiness.IsReady(body));
        await context.Response.WriteBodyAsync(Json.Of(body), Json.ContentType).ConfigureAwait(false);
    }

    private static async Task HealthAsync(HttpContext context, SurfaceContext surface)
    {
        var body = await TryStatusAsync(context, surface).ConfigureAwait(false) is { } snapshot ? HealthVerdict.Of(snapshot.Status) : HealthVerdict.WithoutStatus;
        context.Response.StatusCode = CodeOf(HealthVerdict.IsUsable(body));
        await context.Response.WriteBodyAsync(Json.Of(body), Json.ContentType).ConfigureAwait(false);
    }

    private static async Task StatusAsync(HttpContext context, SurfaceContext surface)
    {
        var snapshot = await surface.Status.GetAsync(context.RequestAborted).ConfigureAwait(false);
        var filter = StatusFilter.Of(context.Request.Query);
        if (filter.UnknownProvider(snapshot.Status) is { } unknown)
            throw await OperationRoutes.UnknownAsync(unknown, surface, context.RequestAborted).ConfigureAwait(false);
        var text = filter.IsNone ? snapshot.Json : Json.Of(StatusMapping.Of(snapshot.Status, snapshot.TakenAt, filter));
        await context.Response.WriteBodyAsync(text, Json.ContentType).ConfigureAwait(false);
    }

    /// <summary>Null when it fails: probes get their own answer then.</summary>
    private static async Task<StatusSnapshot?> TryStatusAsync(HttpContext context, SurfaceContext surface)
    {
        try
        {
            return await surface.Status.GetAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            surface.Log.Failed(context.Request.Path, error);
            return null;
        }
    }

    private static int CodeOf(bool isGood) => isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
