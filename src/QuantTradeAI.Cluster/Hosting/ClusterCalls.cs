using System.Collections.Immutable;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Hosting;

/// <summary>The rest of the cluster by grain references.</summary>
internal sealed class ClusterCalls(IGrainFactory grains, ILocalSiloDetails silo, IClusterMembershipService membership) : IClusterCalls
{
    private readonly Lock _growing = new();
    private volatile ISymbolGrain?[] _symbols = [];

    public SiloAddress Address => silo.SiloAddress;

    public string Silo { get; } = silo.SiloAddress.ToParsableString();

    public ImmutableArray<string> ActiveSilos => [.. membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress.ToParsableString())];

    /// <summary>
    /// Whether the cluster counts this silo as alive, by what its table says now: one that stood still may have missed its own death. Where the table does
    /// not answer, as far as is known.
    /// </summary>
    public async Task<bool> IsAliveAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        await membership.Refresh(default, either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) != SiloStatus.Dead;
    }

    public IProviderRegistryGrain Registry => grains.GetGrain<IProviderRegistryGrain>(0);

    public IProviderGrain Provider(string name) => grains.GetGrain<IProviderGrain>(name);

    public ISiloGrain SiloOf(string silo) => grains.GetGrain<ISiloGrain>(silo);

    public ISymbolGrain SymbolOf(string symbol) => grains.GetGrain<ISymbolGrain>(symbol);

    public ValueTask<IntakeReply> TakeAsync(Symbol symbol, ProviderBatch batch)
    {
        var known = _symbols;
        var grain = symbol.Id < known.Length && known[symbol.Id] is { } one ? one : AddSymbol(symbol);
        return new ValueTask<IntakeReply>(grain.TakeAsync(batch));
    }

    public Task<ProviderStandingReport> GetStandingAsync(string provider) => Provider(provider).GetStandingAsync();

    public Task SetWantedAsync(string provider, WantedBySilo wanted) => Provider(provider).SetWantedAsync(wanted);

    public Task NoteStandingAsync(string silo, ProviderStandingReport standing) => SiloOf(silo).NoteStandingAsync(standing);

    public Task<OperationReply> DemoteAsync(string silo, string provider) => SiloOf(silo).DemoteAsync(provider);

    private ISymbolGrain AddSymbol(Symbol symbol)
    {
        lock (_growing)
        {
            var known = _symbols;
            if (symbol.Id >= known.Length)
                Array.Resize(ref known, Math.Max(symbol.Id + 1, known.Length * 2));
            var grain = known[symbol.Id] ??= SymbolOf(symbol.Name);
            _symbols = known;
            return grain;
        }
    }
}
