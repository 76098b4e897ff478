using Microsoft.Extensions.Logging;
using Orleans.Placement;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Cluster.Placement;
using QuantTradeAI.Cluster.Storage;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>Thin over the silo's engine: takes the provider under a new epoch, verifies that it is still its owner, and lets go of it.</summary>
[KeepAlive, Immovable, Spread, CarriesAdapter, AvoidsLeaving]
internal sealed partial class ProviderGrain(SiloRuntime runtime, ILogger<ProviderGrain> logger) : Grain, IProviderGrain
{
    private static readonly TimeSpan LettingGo = TimeSpan.FromSeconds(5);

    private HostedProvider? _hosted;
    private ProviderOwnership? _ownership;

    private string Name => this.GetPrimaryKeyString();

    private SiloProviders Providers => runtime.Engine.Providers;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (runtime.IsLeaving)
        {
            DeactivateOnIdle();
            return;
        }

        var engine = await runtime.WhenReadyAsync(cancellationToken);
        if (engine.Config.Providers.All(provider => provider.Name != Name))
            throw new InvalidOperationException($"No provider '{Shown.Line(Name)}' is configured here; see the configuration's providers, or ask again if it was just added.");
        var services = engine.Services;
        if (!await runtime.Calls.IsAliveAsync(ProviderOwnership.StorageDeadline, services.Clock, cancellationToken))
            throw new InvalidOperationException($"This silo was declared dead; '{Name}' runs elsewhere.");
        var store = GrainStateStores.Open(GrainContext, Name, Guid.NewGuid().ToString("N"), conflict => StandDown(conflict.Epoch));
        _ownership = new ProviderOwnership(Name, store, services.Clock);
        var taken = await _ownership.TakeAsync(cancellationToken);
        if (taken.Outcome == OwnershipOutcome.Others)
            throw new InvalidOperationException(taken.Problem);
        if (taken.Problem is { } problem)
            NotConfirmed(Name, problem);
        var id = ProviderId.Of(Name);
        var pump = new SymbolPump(
            id,
            taken.Epoch,
            new ProviderFacts(TradeIdRule.None, Name, DataTypes.None),
            services.Calls,
            StandDown,
            services.Clock,
            services.Random,
            new SymbolPumpOptions { LaneCapacity = runtime.Options.LaneCapacity },
            services.Logger);
        _hosted = new HostedProvider(Name, taken.Epoch, pump, services.Clock, _ => DeactivateOnIdle());
        await Providers.TakeAsync(_hosted, taken.Record, taken.Outcome == OwnershipOutcome.Ours, store);
        if (cancellationToken.IsCancellationRequested)
        {
            // Orleans goes on without an activation that it has given up, and does not deactivate it: it must leave nothing behind.
            await Providers.ReleaseAsync(_hosted, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }

        this.RegisterGrainTimer(VerifyAsync, new GrainTimerCreationOptions(runtime.Options.FencingInterval, runtime.Options.FencingInterval) { Interleave = true });
        Taken(Name, taken.Epoch);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_hosted is not { } hosted)
            return;
        _hosted = null;
        using var limit = new CancellationTokenSource(LettingGo, runtime.Engine.Services.Clock);
        await Providers.ReleaseAsync(hosted, limit.Token);
        LetGo(Name, hosted.Epoch, reason.Description);
    }

    public Task<ProviderStandingReport> GetStandingAsync() => Task.FromResult(Providers.StandingOf(Hosted));

    public Task<ProviderHealthView> GetHealthAsync() => Task.FromResult(Providers.HealthOf(Hosted));

    public Task SetWantedAsync(WantedBySilo wanted)
    {
        Providers.SetWanted(Hosted, wanted);
        return Task.CompletedTask;
    }

    public async Task<OperationReply> ExecuteAsync(OperationRequest request) =>
        OperationWords.TryParse(request.Operation, out var operation)
            ? OperationWords.Of(await runtime.ExecuteHereAsync(operation, Hosted.Name, request.Reason))
            : new OperationReply(OperationWords.Of(OperationResult.NotPossible), $"'{request.Operation}' is no operation; expected isolate, release, reconnect or failover.");

    private HostedProvider Hosted => _hosted ?? throw new InvalidOperationException($"{Name} is about to run elsewhere; ask again.");

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        if (_hosted is null || _ownership is null)
            return;
        var reply = await _ownership.VerifyAsync(cancellationToken);
        if (reply.Outcome == OwnershipOutcome.Others)
            StandDown(reply.Epoch);
    }

    /// <summary>From any thread: another owner has taken it.</summary>
    private void StandDown(long epoch)
    {
        StoodDown(Name, epoch);
        DeactivateOnIdle();
    }

    [LoggerMessage(9110, LogLevel.Information, "{Provider} is owned here from now on, under epoch {Epoch}.")]
    private partial void Taken(string provider, long epoch);

    [LoggerMessage(9111, LogLevel.Information, "{Provider} is owned here no longer (epoch {Epoch}): {Reason}")]
    private partial void LetGo(string provider, long epoch, string reason);

    [LoggerMessage(9112, LogLevel.Warning, "{Provider} has another owner, of epoch {Epoch}; this one stands down.")]
    private partial void StoodDown(string provider, long epoch);

    [LoggerMessage(9113, LogLevel.Warning, "{Provider} is owned without the storage's confirmation, or without what it remembers: {Problem}")]
    private partial void NotConfirmed(string provider, string problem);
}
