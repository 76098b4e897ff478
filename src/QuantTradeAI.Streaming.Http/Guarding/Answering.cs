using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using QuantTradeAI.Streaming.Http.Problems;

namespace QuantTradeAI.Streaming.Http.Guarding;

/// <summary>Around every request: headers that every response has, a deadline, and a problem in place of whatever goes wrong.</summary>
internal sealed class Answering(RequestDelegate next, SurfaceLog log, TimeProvider clock, TimeSpan deadline)
{
    private const int ClientClosedRequest = 499;

    private static readonly (string Name, StringValues Value)[] Headers =
    [
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    ];

    public async Task InvokeAsync(HttpContext context)
    {
        foreach (var (name, value) in Headers)
            context.Response.Headers[name] = value;
        var gone = context.RequestAborted;
        using var limit = new CancellationTokenSource(deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, limit.Token);
        context.RequestAborted = either.Token;
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { StatusCode: >= StatusCodes.Status400BadRequest, HasStarted: false, ContentType: null })
                await ProblemResponse.WriteAsync(context, context.Response.StatusCode, ProblemResponse.DetailOf(context.Response.StatusCode, context)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            context.RequestAborted = gone;
            await AnswerAsync(context, error, limit.IsCancellationRequested).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception error, bool isLate)
    {
        var (status, detail) = error switch
        {
            RequestProblemException problem => (problem.Status, problem.Message),
            BadHttpRequestException bad => (bad.StatusCode, ProblemResponse.DetailOf(bad.StatusCode, context)),
            OperationCanceledException when isLate => (StatusCodes.Status504GatewayTimeout, $"There was no answer within {deadline.TotalSeconds:0.###} s; what was begun goes on."),
            _ when context.RequestAborted.IsCancellationRequested => (ClientClosedRequest, ""),
            _ => (StatusCodes.Status500InternalServerError, "Something went wrong here; the log says what."),
        };
        if (status == StatusCodes.Status500InternalServerError)
            log.Failed(context.Request.Path, error);
        if (status == ClientClosedRequest)
            return;
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        await ProblemResponse.WriteAsync(context, status, detail).ConfigureAwait(false);
    }
}
