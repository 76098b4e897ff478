using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A JSON answer over HTTP.</summary>
internal sealed record RestReply(int Status, byte[] Body)
{
    public static RestReply Ok(byte[] body) => new(StatusCodes.Status200OK, body);

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
