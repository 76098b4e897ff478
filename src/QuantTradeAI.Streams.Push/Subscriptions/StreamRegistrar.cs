using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <inheritdoc cref="IStreamRegistrar"/>
internal sealed partial class StreamRegistrar(
    string provider, ProcessAddress process, IGrainFactory grains, IRouteTaker routes, Func<IGrainCarrier?> carrier, PushStreamOptions options, TimeProvider clock, Func<double> chance, ILogger logger) : IStreamRegistrar
{
    /// <summary>How many calls to grains run at once when much has to be entered again.</summary>
    private const int MaxCalls = 64;

    private readonly ConcurrentDictionary<StreamId, Registration> _registrations = new();
    private readonly ConcurrentDictionary<Registration, bool> _unentered = new();
    private readonly ConcurrentDictionary<Guid, AgentLedger> _agents = new();
    private readonly CancellationTokenSource _ended = new();
    private int _entering;

    public ProcessAddress Process => process;

    public async Task<RouteChange> ProduceAsync(StreamId stream, CancellationToken cancellationToken)
    {
        RouteChange? change = null;
        await ChangeAsync(stream, cancellationToken, async registration =>
        {
            var entry = await registration.Grain.ProduceAsync(process).WaitAsync(cancellationToken).ConfigureAwait(false);
            registration.Produces = true;
            change = entry.Routes;
            return entry.Agent;
        }).ConfigureAwait(false);
        return change!;
    }

    public void EndProducing(StreamId stream) => InBackground(stream, async registration =>
    {
        registration.Produces = false;
        await registration.Grain.EndProducingAsync(process.Id).ConfigureAwait(false);
        return registration.Agent;
    });

    public Task JoinAsync(StreamId stream, int channel, CancellationToken cancellationToken) => ChangeAsync(stream, cancellationToken, async registration =>
    {
        var agent = await registration.Grain.JoinAsync(process, channel, again: false).WaitAsync(cancellationToken).ConfigureAwait(false);
        registration.Channel = channel;
        return agent;
    });

    public Task LeaveAsync(StreamId stream, CancellationToken cancellationToken) => ChangeAsync(stream, cancellationToken, async registration =>
    {
        registration.Channel = null;
        await registration.Grain.LeaveAsync(process.Id).WaitAsync(cancellationToken).ConfigureAwait(false);
        return registration.Agent;
    });

    public Task SubscribeAsync(StreamId stream, GrainSubscription subscription, int channel, CancellationToken cancellationToken) => ChangeAsync(stream, cancellationToken, async registration =>
    {
        try
        {
            var entry = await registration.Grain.SubscribeAsync(subscription, process, channel, again: false).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (entry.IsCarrier)
                registration.Carried[subscription.Id] = (subscription, channel);
            else
                carrier()?.Drop(stream, subscription.Id);
            return entry.Agent;
        }
        catch
        {
            registration.Grain.UnsubscribeAsync(subscription.Id).Ignore(); // Who is told that it failed must not find it stored.
            throw;
        }
    });

    public Task UnsubscribeAsync(StreamId stream, Guid subscription, CancellationToken cancellationToken) => ChangeAsync(stream, cancellationToken, async registration =>
    {
        await registration.Grain.UnsubscribeAsync(subscription).WaitAsync(cancellationToken).ConfigureAwait(false);
        registration.Carried.Remove(subscription);
        return registration.Agent;
    });

    public Task<GrainSubscription[]> SubscriptionsAsync(StreamId stream, GrainId grain, CancellationToken cancellationToken) =>
        GrainOf(stream).SubscriptionsAsync(grain).WaitAsync(cancellationToken);

    public void NoteLost(StreamId stream, StreamRoute route) => GrainOf(stream).LoseAsync(route.Process.Id, route.Channel).Ignore();

    /// <summary>The stream's grain lives here, and has this silo carry subscriptions whose carriers are gone.</summary>
    public void NoteCarried(StreamId stream, IReadOnlyList<GrainSubscription> subscriptions, int channel, AgentAddress agent) => InBackground(stream, registration =>
    {
        foreach (var subscription in subscriptions)
            registration.Carried[subscription.Id] = (subscription, channel);
        return Task.FromResult<AgentAddress?>(agent);
    });

    /// <summary>Enters or ends something at a stream's grain, one thing after the other.</summary>
    private async Task ChangeAsync(StreamId stream, CancellationToken cancellationToken, Func<Registration, Task<AgentAddress?>> change)
    {
        Interlocked.Increment(ref _entering);
        try
        {
            while (true)
            {
                var registration = _registrations.GetOrAdd(stream, static (stream, self) => new Registration(stream, self.GrainOf(stream)), this);
                await registration.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    if (!_registrations.TryGetValue(stream, out var current) || current != registration)
                        continue;
                    await ChangeAsync(registration, change).ConfigureAwait(false);
                    return;
                }
                finally
                {
                    registration.Gate.Release();
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _entering);
        }
    }

    private async Task ChangeAsync(Registration registration, Func<Registration, Task<AgentAddress?>> change)
    {
        try
        {
            NoteEntered(registration, await change(registration).ConfigureAwait(false));
        }
        catch
        {
            NoteEntered(registration, null);
            throw;
        }
        finally
        {
            if (registration.IsEmpty)
                _registrations.TryRemove(new(registration.Stream, registration));
        }
    }

    /// <summary>Where a registration is entered now; nowhere: it is entered by the next heartbeat.</summary>
    private void NoteEntered(Registration registration, AgentAddress? agent)
    {
        if (registration.Agent is { } before && before.Id != agent?.Id && _agents.TryGetValue(before.Id, out var left))
            left.Set(registration, []);
        registration.Agent = agent;
        if (agent is not null)
            Note(agent, registration, [.. registration.Entries()]);
        if (agent is null && !registration.IsEmpty)
            _unentered[registration] = true;
        else
            _unentered.TryRemove(registration, out _);
    }

    private void Note(AgentAddress agent, Registration registration, ulong[] entries)
    {
        while (LedgerOf(agent) is var ledger && !ledger.Set(registration, entries))
            _agents.TryRemove(new(agent.Id, ledger));
    }

    private AgentLedger LedgerOf(AgentAddress agent) => _agents.GetOrAdd(agent.Id, static (_, context) => new AgentLedger(context.agent) { Answered = context.clock.GetTimestamp() }, (agent, clock));

    private IStreamGrain GrainOf(StreamId stream) => grains.GetGrain<IStreamGrain>(StreamGrainKey.Of(provider, stream));

    /// <summary>What nobody waits for.</summary>
    private void InBackground(StreamId stream, Func<Registration, Task<AgentAddress?>> change)
    {
        _ = LeaveAsync();

        async Task LeaveAsync()
        {
            using var limit = new CancellationTokenSource(options.Lease, clock);
            await ChangeAsync(stream, limit.Token, change).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(9700, LogLevel.Information, "{Streams} streams of '{Provider}' are entered anew: a silo that knew of them does not any more.")]
    private static partial void EnteredAnew(ILogger logger, int streams, string provider);
}
