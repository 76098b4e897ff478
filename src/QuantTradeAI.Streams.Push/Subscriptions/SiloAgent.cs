using System.Collections.Concurrent;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>
/// What processes have entered at the grains of streams on this silo. A process shows once for all of them that it lives; one that does not is taken off
/// all of them.
/// </summary>
internal sealed class SiloAgent(Func<string, IStreamGrain> grainOf, PushStreamOptions options, TimeProvider clock) : IPushAgent
{
    private readonly ConcurrentDictionary<Guid, Lease> _leases = new();
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

    /// <summary>A process entered something; entering it again changes nothing.</summary>
    public void Enter(Guid process, string grain, ulong entry)
    {
        var lease = _leases.GetOrAdd(process, static (_, clock) => new Lease(clock.GetTimestamp()), clock);
        lock (lease)
        {
            if (!lease.Entries.TryGetValue(grain, out var entries))
                lease.Entries[grain] = entries = [];
            if (entries.Add(entry))
                lease.Tally = lease.Tally.With(entry);
            lease.Seen = clock.GetTimestamp();
        }
    }

    /// <summary>It took that back; null: all of the grain's.</summary>
    public void Leave(Guid process, string grain, ulong? entry)
    {
        if (!_leases.TryGetValue(process, out var lease))
            return;
        lock (lease)
        {
            if (!lease.Entries.TryGetValue(grain, out var entries))
                return;
            foreach (var one in entry is { } single ? entries.Contains(single) ? [single] : [] : entries.ToArray())
            {
                entries.Remove(one);
                lease.Tally = lease.Tally.Without(one);
            }

            if (entries.Count == 0)
                lease.Entries.Remove(grain);
        }
    }

    /// <summary>A grain lives here no longer: all who entered something at it have to find it elsewhere.</summary>
    public void Forget(string grain)
    {
        foreach (var process in _leases.Keys)
            Leave(process, grain, null);
    }

    public Task<bool> RenewAsync(Guid process, EntryTally tally)
    {
        if (!_leases.TryGetValue(process, out var lease))
            return Task.FromResult(tally.Count == 0);
        lock (lease)
        {
            lease.Seen = clock.GetTimestamp();
            return Task.FromResult(lease.Tally == tally);
        }
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

    /// <summary>Takes those that show no life off all grains.</summary>
    public void Expire()
    {
        foreach (var (process, lease) in _leases)
        {
            string[] grains;
            lock (lease)
            {
                if (clock.GetElapsedTime(lease.Seen) < options.Lease)
                    continue;
                grains = [.. lease.Entries.Keys];
            }

            _leases.TryRemove(new(process, lease));
            foreach (var grain in grains)
                grainOf(grain).LoseAsync(process, null).Ignore();
        }
    }

    private sealed class Lease(long seen)
    {
        public Dictionary<string, HashSet<ulong>> Entries { get; } = [];

        public EntryTally Tally { get; set; }

        public long Seen { get; set; } = seen;
    }
}
