using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Streaming.Operations;

/// <summary>What surfaces for operators need: one process here, a whole cluster behind the same words elsewhere.</summary>
public interface IGatewayOperations
{
    /// <summary>What is known now.</summary>
    ValueTask<GatewayStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Does what an operator asks.</summary>
    /// <param name="operation">What.</param>
    /// <param name="provider">With which provider.</param>
    /// <param name="reason">Why, for the log and the status; null for none.</param>
    /// <param name="cancellationToken">The caller waits no longer; what was begun goes on.</param>
    ValueTask<OperationOutcome> ExecuteAsync(
        ProviderOperation operation, string provider, string? reason = null, CancellationToken cancellationToken = default);
}
