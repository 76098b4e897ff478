using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>Runs operations. They are never taken for market data: a provider that answers them and sends nothing is silent.</summary>
public sealed partial class ProviderHealthMonitor
{
    private const int LongestReason = 200;

    /// <inheritdoc cref="ExecuteWithHealthAsync{T}"/>
    public Task ExecuteWithHealthAsync(
        string name, Func<CancellationToken, Task> operation, Func<CancellationToken, Task>? fallback = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return ExecuteWithHealthAsync(name, WithResult(operation), fallback is null ? null : WithResult(fallback), cancellationToken);
    }

    /// <summary>
    /// Runs an operation of a provider if its circuit lets it through, within <see cref="HealthMonitorOptions.OperationTimeout"/>, and tries it again
    /// when it fails for a reason that may pass. A failure that is left counts against the provider once, unless the caller has cancelled or what was
    /// asked for is wrong (<see cref="ProviderConfigurationException"/>).
    /// </summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="operation">What to do; may be called more than once.</param>
    /// <param name="fallback">What to do instead while the circuit lets nobody through; not when the operation fails. Its outcome is not measured.</param>
    /// <param name="cancellationToken">Gives up; counts for nothing.</param>
    /// <exception cref="ProviderConnectionException">
    /// The circuit lets nobody through and there is no fallback, or the operation took too long; not terminal. Of a circuit, with
    /// <see cref="ProviderException.RetryAfter"/>, but for an isolated one, which has no end.
    /// </exception>
    /// <exception cref="ArgumentException">The provider is not registered.</exception>
    public async Task<T> ExecuteWithHealthAsync<T>(
        string name, Func<CancellationToken, Task<T>> operation, Func<CancellationToken, Task<T>>? fallback = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (!_providers.TryGetValue(name, out var provider))
            throw new ArgumentException($"Provider '{name}' is not registered; call RegisterProvider first.", nameof(name));
        cancellationToken.ThrowIfCancellationRequested();
        var admission = provider.Circuit.TryEnter();
        if (admission.Permit is not { } permit)
            return fallback is null ? throw Refused(name, admission) : await fallback(cancellationToken).ConfigureAwait(false);
        try
        {
            var (result, took) = await _operations.RunAsync(operation, cancellationToken).ConfigureAwait(false);
            NoteSuccess(name, took);
            if (provider.IsShared)
                permit.Abandon();
            else
                permit.Succeeded();
            return result;
        }
        catch (Exception error)
        {
            Judge(name, permit, error, cancellationToken.IsCancellationRequested);
            throw;
        }
    }

    private static Func<CancellationToken, Task<bool>> WithResult(Func<CancellationToken, Task> operation) => async token =>
    {
        await operation(token).ConfigureAwait(false);
        return true;
    };

    private void Judge(string name, CircuitPermit permit, Exception error, bool isCancelled)
    {
        var failure = OperationFailures.Of(error, isCancelled);
        if (failure is OperationFailure.Cancelled or OperationFailure.NotTheProviders)
        {
            permit.Abandon();
            return;
        }

        var reason = error.Message.ReplaceLineEndings(" ");
        permit.Failed(reason.Length > LongestReason ? reason[..LongestReason] : reason, failure == OperationFailure.Terminal);
        NoteFailure(name);
    }

    private ProviderConnectionException Refused(string name, CircuitAdmission admission)
    {
        var wait = admission.RetryAt - Clock.GetUtcNow();
        if (wait < TimeSpan.Zero)
            wait = TimeSpan.Zero;
        var advice = wait is { } left ? $"try again in {Math.Ceiling(left.TotalSeconds):0} s" : "release it first";
        return new ProviderConnectionException($"Provider '{name}' is not used now: {admission.Reason ?? "its circuit is open"}; {advice}, or give a fallback.")
        {
            Reason = "circuit_open",
            RetryAfter = wait,
        };
    }
}
