using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Tests.Operations;

/// <summary>A gateway that is as a test says, and notes what it is asked.</summary>
internal sealed class FakeOperations : IGatewayOperations
{
    private readonly Lock _changing = new();
    private readonly List<(ProviderOperation Operation, string Provider, string? Reason)> _executed = [];
    private int _asked;

    public GatewayStatus Status { get; set; } = FullStatus.Create();

    /// <summary>In place of <see cref="Status"/>.</summary>
    public Func<CancellationToken, Task<GatewayStatus>>? OnStatus { get; set; }

    /// <summary>By default only <c>alpha</c> and <c>beta</c> are known, and everything is done.</summary>
    public Func<ProviderOperation, string, CancellationToken, Task<OperationOutcome>>? OnExecute { get; set; }

    public int Asked => Volatile.Read(ref _asked);

    public IReadOnlyList<(ProviderOperation Operation, string Provider, string? Reason)> Executed
    {
        get
        {
            lock (_changing)
                return [.. _executed];
        }
    }

    public async ValueTask<GatewayStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _asked);
        return OnStatus is { } answer ? await answer(cancellationToken) : Status;
    }

    public async ValueTask<OperationOutcome> ExecuteAsync(
        ProviderOperation operation, string provider, string? reason = null, CancellationToken cancellationToken = default)
    {
        lock (_changing)
            _executed.Add((operation, provider, reason));
        if (OnExecute is { } answer)
            return await answer(operation, provider, cancellationToken);
        return Status.Providers.Any(one => one.Provider == provider)
            ? new OperationOutcome(OperationResult.Done, $"{provider}: done.")
            : new OperationOutcome(OperationResult.UnknownProvider, $"no provider {provider}");
    }
}
