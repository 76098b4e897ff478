using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Http;

/// <summary>Event ids 8000 to 8019.</summary>
internal sealed partial class SurfaceLog(ILogger logger)
{
    [LoggerMessage(8000, LogLevel.Information, "{What}: {Address}")]
    public partial void Listening(string what, string address);

    [LoggerMessage(
        8001,
        LogLevel.Error,
        "{Key}: {Host} can be reached from other machines and has no token, so only this machine is served; set {Key}.token, or {Key}.allow_anonymous: true to let anybody in.")]
    public partial void Unprotected(string key, string host);

    [LoggerMessage(8002, LogLevel.Error, "{Path} could not be answered.")]
    public partial void Failed(string path, Exception error);
}
