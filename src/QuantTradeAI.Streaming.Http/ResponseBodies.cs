using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Http;

/// <summary>Writes bodies whose length is known.</summary>
internal static class ResponseBodies
{
    /// <summary>Sets type and length, and writes the body unless only the head was asked for.</summary>
    public static async Task WriteBodyAsync(this HttpResponse response, byte[] body, string contentType)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.Body.WriteAsync(body, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
