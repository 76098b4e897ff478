using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Http.Status;

namespace QuantTradeAI.Streaming.Http;

/// <summary>A status, and its text once somebody has asked for it.</summary>
/// <param name="status">The status.</param>
/// <param name="takenAt">When it was taken.</param>
internal sealed class StatusSnapshot(GatewayStatus status, DateTimeOffset takenAt)
{
    private readonly Lazy<byte[]> _json = new(() => Http.Json.Of(StatusMapping.Of(status, takenAt, StatusFilter.None)));

    public GatewayStatus Status => status;

    public DateTimeOffset TakenAt => takenAt;

    /// <summary>All of it.</summary>
    public byte[] Json => _json.Value;
}
