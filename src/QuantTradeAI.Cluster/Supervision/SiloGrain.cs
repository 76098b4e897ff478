using Orleans.Placement;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Cluster.Placement;
using QuantTradeAI.Cluster.Status;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Supervision;

/// <summary>Thin over its silo's engine.</summary>
[KeepAlive, Immovable, OnItsSilo]
internal sealed class SiloGrain(SiloRuntime runtime, AdapterMap map, LeavingSilos leaving) : Grain, ISiloGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => runtime.WhenReadyAsync(cancellationToken);

    public Task<StatusPart> GetStatusAsync() => Task.FromResult(StatusCodec.Write(runtime.Calls.Silo, runtime.Engine.GetStatus()));

    public Task<StatusPart> GetCountersAsync() => Task.FromResult(StatusCodec.Write(runtime.Calls.Silo, runtime.Engine.Symbols.Hub.Counters()));

    public Task NoteStandingAsync(ProviderStandingReport standing)
    {
        if (SiloAddress.TryParse(standing.Silo, out var silo))
            map.NoteOwner(standing.Provider, silo);
        runtime.Engine.Symbols.Note(standing);
        return Task.CompletedTask;
    }

    public Task<OperationReply> DemoteAsync(string provider) => Task.FromResult(OperationWords.Of(runtime.Engine.Symbols.Demote(ProviderId.Of(provider))));

    public Task NoteLeavingAsync(string silo)
    {
        if (SiloAddress.TryParse(silo, out var address))
            leaving.Add(address);
        return Task.CompletedTask;
    }
}
