using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Cluster.Supervision;

/// <summary>
/// The silo is asked to end: what it owns goes to others while everything still works. Of providers that stand in for each other, one goes after the
/// other, so that one of them serves all the time.
/// </summary>
internal sealed partial class SiloSupervisor
{
    /// <summary>Most symbols that are asked whether a provider's data flows again.</summary>
    private const int MostNeeding = 16;

    private static readonly TimeSpan TellingTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>How long one provider, or all symbols together, may take to be elsewhere.</summary>
    private TimeSpan MovingTime => runtime.Options.ShutdownTimeout / 4;

    /// <summary>Hands over; ends within its limits, or when cancelled.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (runtime.EngineIfReady is not { } engine)
            return;
        engine.BeginStopping();
        await _stopping.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leaving.Add(calls.Address);
        if (cancellationToken.IsCancellationRequested)
            return; // It ends at once.
        var others = calls.ActiveSilos.Remove(calls.Silo);
        if (others.IsEmpty)
        {
            await EndAloneAsync(engine, cancellationToken);
            return;
        }

        Leaving(engine.Providers.Hosted.Length, engine.Symbols.Hosts.Count, others.Length);
        await AllAsync(others.Select(silo => calls.SiloOf(silo).NoteLeavingAsync(calls.Silo)), TellingTime, cancellationToken);
        foreach (var provider in engine.Providers.Hosted)
            await MoveAsync(engine, provider, cancellationToken);
        var symbols = engine.Symbols.Hosts.ToList();
        foreach (var symbol in symbols)
            symbol.Deactivate("its silo is stopping");
        await AllAsync(symbols.Select(symbol => symbol.Closed), MovingTime, cancellationToken);
        Left(engine.Symbols.Hosts.Count);
    }

    /// <summary>The last silo: providers end while their symbols still take what waits.</summary>
    private Task EndAloneAsync(SiloEngine engine, CancellationToken cancellationToken)
    {
        var hosted = engine.Providers.Hosted;
        foreach (var provider in hosted)
            provider.Deactivate("its silo is stopping");
        return AllAsync(hosted.Select(provider => provider.Released), MovingTime, cancellationToken);
    }

    private async Task MoveAsync(SiloEngine engine, HostedProvider provider, CancellationToken cancellationToken)
    {
        var standing = engine.Providers.Leave(provider, "its silo is stopping");
        engine.Symbols.Note(standing);
        await TellAsync(standing);
        provider.Deactivate("its silo is stopping");
        await AllAsync([provider.Released], MovingTime, cancellationToken);
        var needing = engine.Config.Failover.Where(group => group.Providers.Contains(provider.Name)).SelectMany(group => group.Symbols).Take(MostNeeding).ToList();
        await AllAsync([RunsElsewhereAsync(provider.Name, needing, cancellationToken)], MovingTime, cancellationToken);
    }

    /// <summary>Returns when it has its new owner, and where symbols need it to stand in for others, when those get its data again.</summary>
    private async Task RunsElsewhereAsync(string provider, IReadOnlyList<string> needing, CancellationToken cancellationToken)
    {
        while (await calls.GetStandingAsync(provider) is var standing && (standing.Silo == calls.Silo || (standing.IsUsable && !await FlowsAsync(provider, needing))))
            await Pause.For(LookAgain, clock, cancellationToken);
    }

    private async Task<bool> FlowsAsync(string provider, IReadOnlyList<string> symbols)
    {
        var positions = await Task.WhenAll(symbols.Select(symbol => calls.SymbolOf(symbol).LookAsync($"{symbol}@{provider}")));
        return positions.All(position => position.State is FeedStatusKind.Live or FeedStatusKind.Resynced);
    }

    private Task TellAsync(ProviderStandingReport report) =>
        AllAsync(calls.ActiveSilos.Remove(calls.Silo).Select(silo => calls.NoteStandingAsync(silo, report)), TellingTime, CancellationToken.None);

    /// <summary>Waits for all of them; failures and lateness are no reason to stay.</summary>
    private async Task AllAsync(IEnumerable<Task> tasks, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(tasks).WaitAsync(limit, clock, cancellationToken);
        }
        catch (Exception error)
        {
            NotInTime(error.Message);
        }
    }

    [LoggerMessage(9223, LogLevel.Information, "Handing over {Providers} providers and {Symbols} symbols to {Others} other silos.")]
    private partial void Leaving(int providers, int symbols, int others);

    [LoggerMessage(9224, LogLevel.Information, "Handed over; {Symbols} symbols are left.")]
    private partial void Left(int symbols);

    [LoggerMessage(9225, LogLevel.Information, "Somebody did not hear of it in time, and will by itself: {Reason}")]
    private partial void NotInTime(string reason);
}
