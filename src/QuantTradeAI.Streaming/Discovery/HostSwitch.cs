using System.Collections.Immutable;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Exchanges one version for another, in the registry and in its hosts: all of it, or none.</summary>
internal sealed class HostSwitch(ProviderRegistry registry, TimeSpan timeout, TimeProvider clock)
{
    private readonly Lock _changing = new();
    private volatile ImmutableList<IProviderHost> _hosts = [];

    public IDisposable Add(IProviderHost host)
    {
        lock (_changing)
            _hosts = _hosts.Add(host);
        return new Registration(() => Remove(host));
    }

    private void Remove(IProviderHost host)
    {
        lock (_changing)
            _hosts = _hosts.Remove(host);
    }

    /// <summary>Null when everybody switched; else why not, and what serves.</summary>
    public async Task<string?> TryAsync(string name, RegisteredProvider? from, RegisteredProvider? to, CancellationToken cancellationToken)
    {
        registry.Set(name, to);
        var told = new List<IProviderHost>();
        if (await TellAsync(_hosts, name, told, cancellationToken).ConfigureAwait(false) is not { } failure)
            return null;
        registry.Set(name, from);
        var rollback = await TellAsync(told, name, [], CancellationToken.None).ConfigureAwait(false);
        var serves = from is null ? "it is not registered" : $"{from.Metadata.Version} keeps serving";
        return rollback is null
            ? $"the switch was taken back, {serves}: {failure}"
            : $"the switch failed, {serves} for whoever asks from now on: {failure}; taking it back failed too: {rollback}";
    }

    /// <summary>Tells one after another, until one fails; <paramref name="told"/> gets all that were told, the failing one too.</summary>
    private async Task<string?> TellAsync(IEnumerable<IProviderHost> hosts, string name, List<IProviderHost> told, CancellationToken cancellationToken)
    {
        foreach (var host in hosts)
        {
            told.Add(host);
            using var limit = new CancellationTokenSource(timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await host.SwitchAsync(name, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                return cancellationToken.IsCancellationRequested ? "it was cancelled" : $"a host still used the other version after {timeout.TotalSeconds:0.###} s";
            }
            catch (Exception error)
            {
                return $"a host failed: {PluginRefusedException.Sentence(error)}";
            }
        }

        return null;
    }

    private sealed class Registration(Action remove) : IDisposable
    {
        private Action? _remove = remove;

        public void Dispose() => Interlocked.Exchange(ref _remove, null)?.Invoke();
    }
}
