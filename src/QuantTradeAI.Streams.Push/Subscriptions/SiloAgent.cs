using System.Collections.Concurrent;
using Orleans.Runtime.Placement;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>
/// What processes have entered at the grains of streams on this silo. A process shows once for all of them that it lives; one that does not is taken off
/// all of them.
/// </summary>
internal sealed class SiloAgent(Func<string, IStreamGrain> grainOf, PushStreamOptions options, TimeProvider clock) : IPushAgent
{
    private readonly ConcurrentDictionary<Guid, ProcessLease> _leases = new();
    private readonly ConcurrentDictionary<string, IGrainContext> _grains = new();
    private readonly CancellationTokenSource _ended = new();

    /// <summary>How processes reach it.</summary>
    public AgentAddress Address { get; private set; } = null!;

    /// <summary>An agent that can be called. Orleans holds it weakly, so its caller keeps it.</summary>
    public static SiloAgent Of(IGrainFactory grains, PushStreamOptions options, TimeProvider clock)
    {
        var agent = new SiloAgent(key => grains.GetGrain<IStreamGrain>(key), options, clock);
        agent.Address = new AgentAddress(Guid.NewGuid(), grains.CreateObjectReference<IPushAgent>(agent));
        return agent;
    }

    /// <summary>A stream's grain lives here.</summary>
    public void Host(string grain, IGrainContext context) => _grains[grain] = context;

    /// <summary>Has the grains that live here go on at other silos, with all that they know. Returns when they do, or at the deadline.</summary>
    public async Task MoveAsync(IReadOnlyList<SiloAddress> others, CancellationToken deadline)
    {
        if (others.Count == 0)
            return;
        var grains = _grains.Values.ToList();
        for (var index = 0; index < grains.Count; index++)
            grains[index].Migrate(new() { [IPlacementDirector.PlacementHintKey] = others[index % others.Count] }, deadline);
        await Task.WhenAll(grains.Select(grain => grain.Deactivated)).WaitAsync(deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A process entered something; entering it again changes nothing.</summary>
    public void Enter(Guid process, string grain, ulong entry)
    {
        while (!_leases.GetOrAdd(process, static (_, clock) => new ProcessLease(clock), clock).TryEnter(grain, entry))
        {
            // It has just run out, and the next one begins.
        }
    }

    /// <summary>It took that back; null: all of the grain's.</summary>
    public void Leave(Guid process, string grain, ulong? entry)
    {
        if (_leases.TryGetValue(process, out var lease))
            lease.Leave(grain, entry);
    }

    /// <summary>A grain lives here no longer: all who entered something at it have to find it elsewhere.</summary>
    public void Forget(string grain)
    {
        _grains.TryRemove(grain, out _);
        foreach (var lease in _leases.Values)
            lease.Leave(grain, null);
    }

    public Task<bool> RenewAsync(Guid process, EntryTally tally) =>
        Task.FromResult(_leases.TryGetValue(process, out var lease) ? lease.Renew(tally) : tally.Count == 0);

    public Task BeginAnewAsync(Guid process)
    {
        if (_leases.TryGetValue(process, out var lease))
            lease.BeginAnew();
        return Task.CompletedTask;
    }

    public async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(options.Heartbeat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
                Expire();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Ended.
        }
    }

    public void End() => _ended.Cancel();

    /// <summary>Takes those that show no life off all grains, and others off those where they did not enter anything again.</summary>
    public void Expire()
    {
        foreach (var (process, lease) in _leases)
        {
            var (hasEnded, grains) = lease.Expire(options.Lease);
            if (hasEnded)
                _leases.TryRemove(new(process, lease));
            foreach (var grain in grains)
                grainOf(grain).LoseAsync(process, null).Ignore();
        }
    }
}
