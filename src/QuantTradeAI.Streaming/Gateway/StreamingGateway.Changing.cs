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
        try
        {
            await UseAsync(config, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderConfigurationException error)
        {
            _configuration.NoteRefused(error.Message);
            throw;
        }
    }

    /// <summary>Looks for adapters again: new plugins can be configured then, and other versions of those in use take over.</summary>
    /// <exception cref="ProviderDiscoveryException">The adapters were given by the host.</exception>
    public Task<DiscoveryOutcome> RefreshAdaptersAsync(CancellationToken cancellationToken = default) => _adapters.RefreshAsync(cancellationToken);

    /// <inheritdoc/>
    Task IProviderHost.SwitchAsync(string provider, CancellationToken cancellationToken) =>
        ChangeAsync(() => _fleet.Switch(provider, _stopping.Token), cancellationToken);

    private Task UseAsync(StreamingConfig config, CancellationToken cancellationToken) =>
        ChangeAsync(() => UseAloneAsync(config), cancellationToken);

    private async Task UseAloneAsync(StreamingConfig config)
    {
        foreach (var provider in config.Providers)
            await _memory.AdoptWhileRunningAsync(provider.Name, _stopping.Token).ConfigureAwait(false);
        var applied = Use(config);
        OnChanged();
        await applied.ConfigureAwait(false);
    }

    private Task Use(StreamingConfig config)
    {
        var applied = _fleet.Apply(config, _stopping.Token);
        _configuration.NoteApplied(config);
        _expectations.Use(config);
        _health.Configure();
        WarnOfMarketHours();
        _log.Applied(_configuration.Status.Version);
        return applied;
    }

    private void WarnOfMarketHours()
    {
        foreach (var warning in _expectations.WarningsAt(_options.Clock.GetUtcNow()))
            _log.MarketHours(warning);
    }

    /// <summary>One change at a time. A caller who does not wait any longer leaves the change to itself.</summary>
    private async Task ChangeAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        await _applying.WaitAsync(stop.Token).ConfigureAwait(false);
        await ChangeAloneAsync(change).WaitAsync(stop.Token).ConfigureAwait(false);
    }

    private async Task ChangeAloneAsync(Func<Task> change)
    {
        try
        {
            var changing = change();
            OnChanged();
            await changing.ConfigureAwait(false);
        }
        finally
        {
            _applying.Release();
            OnChanged();
        }
    }

    /// <summary>A file that was refused may name an adapter that is there now.</summary>
    private void OnAdaptersChanged()
    {
        if (!_configuration.Status.Problems.IsEmpty)
            _reload?.Again();
    }
}
