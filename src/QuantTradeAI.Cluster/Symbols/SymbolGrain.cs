using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Cluster.Placement;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>Thin over <see cref="SymbolHost"/>: takes the epoch, and hands on where it ends.</summary>
[Immovable, AvoidsLeaving]
internal sealed partial class SymbolGrain(SiloRuntime runtime, ILogger<SymbolGrain> logger) : Grain, ISymbolGrain
{
    /// <summary>Longer than it takes until the next sweep, however busy the silo is.</summary>
    private static readonly TimeSpan WantedTime = SymbolSweeper.Interval * 4;

    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    private SymbolStore? _store;
    private SymbolHost? _host;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (runtime.IsLeaving)
        {
            DeactivateOnIdle();
            return;
        }

        var symbol = SymbolOf(this.GetPrimaryKeyString());
        var engine = await runtime.WhenReadyAsync(cancellationToken);
        _store = new SymbolStore(ServiceProvider.GetRequiredKeyedService<IGrainStorage>(ClusterHosting.StorageName), this.GetGrainId(), engine.Services.Clock);
        var (epoch, past) = await _store.TakeAsync();
        if (_store.Problem is { } problem)
            NotKept(this.GetPrimaryKeyString(), problem);

        // Orleans goes on without an activation that it has given up: it must leave nothing behind.
        cancellationToken.ThrowIfCancellationRequested();
        var options = new SymbolHostOptions(engine.Services.Random) { QueueCapacity = runtime.Options.LaneCapacity };
        var turns = TaskScheduler.Current;
        var owner = new SymbolOwner(_ => DeactivateOnIdle(), () => Task.Factory.StartNew(Sweep, CancellationToken.None, TaskCreationOptions.None, turns));
        _host = new SymbolHost(engine.Symbols, symbol, epoch, past, StreamOf, options, owner, logger);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_host is not { } host)
            return;
        _host = null;
        using var limit = new CancellationTokenSource(ClosingTime, runtime.Clock);
        await using var cancelled = cancellationToken.Register(limit.Cancel);
        var past = await host.CloseAsync(limit.Token);
        if (past is not null)
            await _store!.HandOnAsync(past);
        host.NoteClosed();
    }

    public Task<IntakeReply> TakeAsync(ProviderBatch batch) => Host.TakeAsync(batch);

    public Task<StreamPosition> LeaseAsync(StreamLease lease) => Task.FromResult(Host.Lease(lease));

    public Task EndLeaseAsync(string subscriber, string stream)
    {
        Host.EndLease(subscriber, stream);
        return Task.CompletedTask;
    }

    public Task<StreamPosition> LookAsync(string stream) => Task.FromResult(Host.Look(stream));

    public Task<StreamBatch[]> ReplayAsync(StreamReplayRequest request) => Task.FromResult(Host.Replay(request));

    private SymbolHost Host => _host ?? throw new InvalidOperationException($"{this.GetPrimaryKeyString()} is about to live elsewhere; ask again.");

    /// <summary>Anybody can name a grain: what is no symbol leaves nothing in storage or memory.</summary>
    private static Symbol SymbolOf(string key) => key.Length <= Symbol.MaxLength
        ? Symbol.Of(key)
        : throw new FormatException($"A name of {key.Length:N0} characters is no symbol; expected {Symbol.MaxLength} at most.");

    private OrleansOutlet StreamOf(StreamOutlet outlet) =>
        new(this.GetStreamProvider(StreamNames.ProviderName), StreamNames.Of(outlet.Stream.ToString(), outlet.DataType));

    private void Sweep()
    {
        if (_host?.Sweep() is true)
            DelayDeactivation(WantedTime);
    }

    [LoggerMessage(9210, LogLevel.Warning, "{Symbol}: its epoch could not be kept, so it counts from the clock: {Problem}")]
    private partial void NotKept(string symbol, string problem);
}
