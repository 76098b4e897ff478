using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using QuantTradeAI.Streaming.Http.Problems;

namespace QuantTradeAI.Streaming.Http.Guarding;

/// <summary>Lets through who may ask, and not too many at once. Knows routes by their metadata, never by their path.</summary>
internal sealed class AccessGuard(RequestDelegate next, AccessRules rules, int maxConcurrent)
{
    private const string Challenge = "Bearer realm=\"gateway\"";
    private const string RetryAfterSeconds = "1";
    private readonly SemaphoreSlim _places = new(maxConcurrent);

    public async Task InvokeAsync(HttpContext context)
    {
        var access = context.GetEndpoint()?.Metadata.GetMetadata<RouteAccess>()?.Access ?? Access.Api;
        if (rules.Of(access) is not { } rule)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        Check(context, rule);
        if (!_places.Wait(0))
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            throw new RequestProblemException(StatusCodes.Status503ServiceUnavailable, $"More than {maxConcurrent} requests at once; ask again later.");
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    private static void Check(HttpContext context, AccessRule rule)
    {
        var request = context.Request;
        if (!rule.Tokens.IsEmpty && !rule.Tokens.Accept(request.Headers.Authorization))
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = request.Headers.Authorization.Count == 0 ? Challenge : $"{Challenge}, error=\"invalid_token\"";
            throw new RequestProblemException(StatusCodes.Status401Unauthorized, "A token is needed; expected the header 'Authorization: Bearer TOKEN' with the configured token.");
        }

        if (rule.MustBeLocal && !SiteCheck.IsLocalHost(request))
            throw new RequestProblemException(StatusCodes.Status403Forbidden, "The header Host names another machine; without a token only callers on this machine are served, as localhost or 127.0.0.1.");
        if (HttpMethods.IsPost(request.Method) && SiteCheck.IsOfAnotherSite(request))
            throw new RequestProblemException(StatusCodes.Status403Forbidden, "Another site's page may not command this gateway.");
    }
}
