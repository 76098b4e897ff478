using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Shows that this process lives, and enters again what was forgotten.</summary>
internal sealed partial class StreamRegistrar
{
    /// <summary>After how many answers that something is missing, while more is entered all the time, all is entered again.</summary>
    private const int Doubts = 10;

    /// <summary>A silo that leaves moves all of its grains of streams at once.</summary>
    private readonly SemaphoreSlim _moves = new(MaxCalls);

    private Task _keeping = Task.CompletedTask;

    /// <summary>What is being entered again.</summary>
    public Task Entering { get; private set; } = Task.CompletedTask;

    public void Start() => _keeping = KeepAsync();

    /// <summary>Ends everything that is entered, within the deadline.</summary>
    public async Task StopAsync(CancellationToken deadline)
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_keeping, Entering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(options.SendTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, deadline);
        await Parallel.ForEachAsync(_registrations.Values, Calls(both.Token), LeaveAllAsync).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>One heartbeat: asks each silo whether it agrees, then begins to enter what is not entered. It does not wait for that: other silos would take this process for dead.</summary>
    public async Task BeatAsync()
    {
        await Task.WhenAll(_agents.Values.Select(RenewAsync)).ConfigureAwait(false);
        if (!_unentered.IsEmpty && Entering.IsCompleted)
            Entering = EnterAgainAsync();
    }

    private async Task EnterAgainAsync()
    {
        EnteredAnew(logger, _unentered.Count, provider);
        await Parallel.ForEachAsync(_unentered.Keys, Calls(_ended.Token), EnterAgainAsync).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The stream's grain has ended, and is entered anew at once: what is published until then is lost.</summary>
    public void NoteMoved(StreamId stream)
    {
        if (_ended.IsCancellationRequested || !_registrations.TryGetValue(stream, out var registration))
            return;
        _unentered[registration] = true;
        _ = EnterAsync();

        async Task EnterAsync()
        {
            await _moves.WaitAsync(_ended.Token).ConfigureAwait(false);
            try
            {
                await EnterAgainAsync(registration, _ended.Token).ConfigureAwait(false);
            }
            finally
            {
                _moves.Release();
            }
        }
    }

    private async Task KeepAsync()
    {
        using var timer = new PeriodicTimer(options.Heartbeat, clock);
        try
        {
            await Task.Delay(options.Heartbeat * chance(), clock, _ended.Token).ConfigureAwait(false); // Processes that start together do not beat together.
            while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
                await BeatAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Ended.
        }
    }

    private async Task RenewAsync(AgentLedger ledger)
    {
        var (tally, changes) = ledger.Now();
        if (tally.Count == 0 && ledger.TryCloseEmpty())
        {
            _agents.TryRemove(new(ledger.Address.Id, ledger));
            return;
        }

        try
        {
            var agrees = await BoundedAsync(ledger.Address.Agent.RenewAsync(process.Id, tally)).ConfigureAwait(false);
            ledger.Answered = clock.GetTimestamp();
            ledger.Disagreements = agrees ? 0 : ledger.Disagreements + 1;
            var isSettled = Volatile.Read(ref _entering) == 0 && ledger.Now().Changes == changes;
            if (agrees || (!isSettled && ledger.Disagreements <= Doubts))
                return;
            await BoundedAsync(BeginAnewAsync(ledger.Address.Agent)).ConfigureAwait(false);
            Forget(ledger);
        }
        catch (Exception) when (!_ended.IsCancellationRequested)
        {
            // A silo that is gone answers with an error at once; one that is only slow is asked again.
            if (++ledger.Disagreements > 1 || clock.GetElapsedTime(ledger.Answered) > options.Lease / 2)
                Forget(ledger);
        }
    }

    private async Task<bool> BeginAnewAsync(IPushAgent agent)
    {
        await agent.BeginAnewAsync(process.Id).ConfigureAwait(false);
        return true;
    }

    private Task<T> BoundedAsync<T>(Task<T> call) => call.WaitAsync(options.SendTimeout, clock, _ended.Token);

    private void Forget(AgentLedger ledger)
    {
        _agents.TryRemove(new(ledger.Address.Id, ledger));
        foreach (var registration in ledger.Close())
            _unentered[registration] = true;
    }

    private async ValueTask EnterAgainAsync(Registration registration, CancellationToken stop)
    {
        Interlocked.Increment(ref _entering);
        try
        {
            using (var limit = new CancellationTokenSource(options.SendTimeout, clock))
            using (var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop))
                await registration.Gate.WaitAsync(both.Token).ConfigureAwait(false);
            try
            {
                await ChangeAsync(registration, EnterAllAsync).ConfigureAwait(false);
            }
            finally
            {
                registration.Gate.Release();
            }
        }
        catch (Exception)
        {
            // With the next heartbeat.
        }
        finally
        {
            Interlocked.Decrement(ref _entering);
        }
    }

    /// <summary>Each call is bounded, not all of them together: a silo may carry a stream to any number of grains.</summary>
    private async Task<AgentAddress?> EnterAllAsync(Registration registration)
    {
        AgentAddress? agent = null;
        if (registration.Channel is { } channel)
            agent = await BoundedAsync(registration.Grain.JoinAsync(process, channel, again: true)).ConfigureAwait(false);
        foreach (var (subscription, carried) in registration.Carried.Values.ToList())
        {
            var entry = await BoundedAsync(registration.Grain.SubscribeAsync(subscription, process, carried, again: true)).ConfigureAwait(false);
            agent = entry.Agent;
            if (entry.IsCarrier)
                continue;
            registration.Carried.Remove(subscription.Id);
            carrier()?.Drop(registration.Stream, subscription.Id);
        }

        if (registration.Produces)
        {
            var entry = await BoundedAsync(registration.Grain.ProduceAsync(process)).ConfigureAwait(false);
            routes.Change(entry.Routes);
            agent = entry.Agent;
        }

        return agent;
    }

    private async ValueTask LeaveAllAsync(Registration registration, CancellationToken stop)
    {
        try
        {
            if (registration.Channel is not null || registration.Carried.Count > 0)
                await registration.Grain.LoseAsync(process.Id, null).WaitAsync(stop).ConfigureAwait(false);
            else
                await registration.Grain.EndProducingAsync(process.Id).WaitAsync(stop).ConfigureAwait(false);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            // Its lease ends by itself.
        }
    }

    private static ParallelOptions Calls(CancellationToken stop) => new() { MaxDegreeOfParallelism = MaxCalls, CancellationToken = stop };
}
