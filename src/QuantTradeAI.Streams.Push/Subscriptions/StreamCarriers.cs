namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Which silos hand one stream on to grains. Those whose silo is gone are carried by the silo of the stream's grain. Belongs to one caller at a time.</summary>
internal sealed class StreamCarriers(StreamId stream, StreamMembers members, IGrainCarrier own, StreamRegistrar registrar, SiloAgent agent, string key)
{
    /// <summary>Ends when every stored subscription has a carrier: who publishes waits for that.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    /// <summary>This silo carries these from now on.</summary>
    public void Carry(IReadOnlyList<GrainSubscription> subscriptions)
    {
        if (subscriptions.Count == 0)
            return;
        var channel = own.Carry(stream, subscriptions);
        foreach (var subscription in subscriptions)
        {
            members.Carry(subscription.Id, registrar.Process, channel);
            agent.Enter(registrar.Process.Id, key, StreamEntries.OfCarried(stream, subscription.Id));
        }

        registrar.NoteCarried(stream, subscriptions, channel, agent.Address);
    }

    /// <summary>Gives the silos that carried stored subscriptions before time to say so; then this one does.</summary>
    public void WaitForCarriers(TimeSpan grace, TimeProvider clock, Func<IEnumerable<GrainSubscription>> stored, CancellationToken ended)
    {
        Settled = SettleAsync();

        async Task SettleAsync()
        {
            await Task.Delay(grace, clock, ended);
            Carry([.. stored().Where(subscription => members.CarrierOf(subscription.Id) is null)]);
        }
    }

    /// <summary>Whether a silo may carry it: not where another one does, or it has ended meanwhile.</summary>
    public bool MayCarry(GrainSubscription subscription, Guid carrier, bool isStored) =>
        (isStored || subscription.IsImplicit) && (members.CarrierOf(subscription.Id) is not { } other || other == carrier);
}
