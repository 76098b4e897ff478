using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Another configuration, and other versions of adapters, while it runs.</summary>
public sealed partial class StreamingGateway
{
    /// <summary>
    /// Does as configured from now on: a provider that is unchanged keeps its connections, a new symbol is subscribed, a changed provider
    /// reconnects, a removed one is drained. Returns when what is not needed any more has ended.
    /// </summary>
    /// <exception cref="ProviderConfigurationException">It cannot be used; the configuration of before stays in use.</exception>
    /// <exception cref="OperationCanceledException">The gateway stops.</exception>
    public async Task ApplyAsync(StreamingConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        await ChangeAsync(
            stop =>
            {
                var applied = Use(config, stop);
                OnChanged();
                return applied;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks for adapters again: new plugins can be configured then, and other versions of those in use take over.</summary>
    /// <exception cref="ProviderDiscoveryException">The adapters were given by the host.</exception>
    public Task<DiscoveryOutcome> RefreshAdaptersAsync(CancellationToken cancellationToken = default) => _adapters.RefreshAsync(cancellationToken);

    /// <inheritdoc/>
    Task IProviderHost.SwitchAsync(string provider, CancellationToken cancellationToken) =>
        ChangeAsync(stop => _fleet.Switch(provider, _catalog, stop), cancellationToken);

    private Task Use(StreamingConfig config, CancellationToken stop)
    {
        try
        {
            var applied = _fleet.Apply(config, stop);
            _configuration.NoteApplied(config);
            _log.Applied(_configuration.Status.Version);
            return applied;
        }
        catch (ProviderConfigurationException error)
        {
            _configuration.NoteRefused(error.Message);
            throw;
        }
    }

    private async Task ChangeAsync(Func<CancellationToken, Task> change, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        await _applying.WaitAsync(stop.Token).ConfigureAwait(false);
        try
        {
            await change(stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _applying.Release();
        }
    }
}
