using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace QuantTradeAI.Streaming.Http.Problems;

/// <summary>Writes errors.</summary>
internal static class ProblemResponse
{
    /// <summary>The content type of errors.</summary>
    public const string ContentType = "application/problem+json; charset=utf-8";

    private const string BlankType = "about:blank";

    /// <summary>Answers with an error.</summary>
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteBodyAsync(Json.Of(new ProblemBody(BlankType, ReasonPhrases.GetReasonPhrase(status), status, detail)), ContentType);
    }

    /// <summary>What the server refused by itself, in words.</summary>
    public static string DetailOf(int status, HttpContext context) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing under this path; /openapi.json of the API lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"{MethodOf(context)} is not possible here; expected {context.Response.Headers.Allow}.",
        StatusCodes.Status408RequestTimeout => "The request did not arrive in time.",
        StatusCodes.Status413PayloadTooLarge => $"The body is too large; expected at most {Listening.Limits.MaxBodyBytes} bytes.",
        _ => "The request is not valid HTTP.",
    };

    private static string MethodOf(HttpContext context) => context.Request.Method.Length <= 16 ? context.Request.Method : "The method";
}
