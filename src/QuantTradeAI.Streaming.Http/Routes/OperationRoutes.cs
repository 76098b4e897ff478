using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Http.Guarding;
using QuantTradeAI.Streaming.Http.Problems;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Telemetry;

namespace QuantTradeAI.Streaming.Http.Routes;

/// <summary>What an operator can do: <c>POST /providers/{name}/isolate|release|reconnect|failover</c>.</summary>
internal static class OperationRoutes
{
    /// <summary>Longest reason.</summary>
    public const int MaxReasonLength = 500;

    private const string NameKey = "name";

    /// <summary>The path of a command, <c>{name}</c> for the provider.</summary>
    public static string PathOf(ProviderOperation operation) => $"/providers/{{{NameKey}}}/{SnakeCase.Of(operation)}";

    public static void Map(IEndpointRouteBuilder routes, SurfaceContext surface)
    {
        foreach (var operation in Enum.GetValues<ProviderOperation>())
        {
            RequestDelegate answer = context => ExecuteAsync(context, surface, operation);
            routes.MapMethods(PathOf(operation), [HttpMethods.Post], answer).WithMetadata(new RouteAccess(Access.Api));
        }
    }

    private static async Task ExecuteAsync(HttpContext context, SurfaceContext surface, ProviderOperation operation)
    {
        var provider = (string)context.Request.RouteValues[NameKey]!;
        var reason = await ReadReasonAsync(context).ConfigureAwait(false);
        var outcome = await surface.Operations.ExecuteAsync(operation, provider, reason, context.RequestAborted)
            .AsTask().WaitAsync(context.RequestAborted).ConfigureAwait(false);
        switch (outcome.Result)
        {
            case OperationResult.UnknownProvider:
                throw await UnknownAsync(provider, surface, context.RequestAborted).ConfigureAwait(false);
            case OperationResult.NotPossible:
                throw new RequestProblemException(StatusCodes.Status409Conflict, outcome.Message);
            default:
                var body = new OperationBody(provider, SnakeCase.Of(operation), SnakeCase.Of(outcome.Result), outcome.Message);
                await context.Response.WriteBodyAsync(Json.Of(body), Json.ContentType).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Says which providers there are, and which one was probably meant.</summary>
    public static async Task<RequestProblemException> UnknownAsync(string provider, SurfaceContext surface, CancellationToken cancellationToken)
    {
        var names = (await surface.Status.GetAsync(cancellationToken).ConfigureAwait(false)).Status.Providers.Select(one => one.Provider).ToList();
        return new RequestProblemException(
            StatusCodes.Status404NotFound, $"There is no provider of this name; expected one of {string.Join(", ", names)}{Nearest.DidYouMean(provider, names)}");
    }

    private static async Task<string?> ReadReasonAsync(HttpContext context)
    {
        if (context.Request.ContentLength > Listening.Limits.MaxBodyBytes)
            throw new RequestProblemException(StatusCodes.Status413PayloadTooLarge, ProblemResponse.DetailOf(StatusCodes.Status413PayloadTooLarge, context));
        using var text = await ReadBodyAsync(context).ConfigureAwait(false);
        if (text.Length == 0)
            return null;
        if (!context.Request.HasJsonContentType())
            throw new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON; expected the header 'Content-Type: application/json'.");
        return Check(Parse(text.GetBuffer().AsSpan(0, (int)text.Length)));
    }

    private static async Task<MemoryStream> ReadBodyAsync(HttpContext context)
    {
        var text = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(text, context.RequestAborted).ConfigureAwait(false);
            return text;
        }
        catch (OperationCanceledException)
        {
            throw new RequestProblemException(StatusCodes.Status408RequestTimeout, ProblemResponse.DetailOf(StatusCodes.Status408RequestTimeout, context));
        }
    }

    private static OperationRequest? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Json.Bodies.OperationRequest);
        }
        catch (JsonException)
        {
            throw new RequestProblemException(StatusCodes.Status400BadRequest, "The body is not as expected; expected nothing, or a JSON object like {\"reason\": \"maintenance\"}.");
        }
    }

    private static string? Check(OperationRequest? request)
    {
        var reason = request?.Reason?.Trim();
        if (reason?.Length > MaxReasonLength || reason?.Any(OneLine.IsHarmful) == true)
            throw new RequestProblemException(StatusCodes.Status400BadRequest, $"The reason is too long or has control or invisible characters; expected one line of at most {MaxReasonLength} characters.");
        return reason?.Length > 0 ? reason : null;
    }
}
