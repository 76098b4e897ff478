using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Who gets one stream, by versions. Belongs to one caller at a time.</summary>
internal sealed class StreamMembers(StreamId stream, Guid grain)
{
    private readonly Dictionary<Guid, Member> _members = [];
    private readonly Dictionary<Guid, StreamRoute> _added = [];
    private readonly HashSet<Guid> _removed = [];
    private readonly Dictionary<Guid, Guid> _carriers = [];

    /// <summary>The version of what producers were told last.</summary>
    public long Version { get; private set; } = 1;

    public bool IsEmpty => _members.Count == 0;

    /// <summary>Whether something has changed since that version.</summary>
    public bool HasChanged => _added.Count > 0 || _removed.Count > 0;

    public IEnumerable<ProcessAddress> Processes => _members.Values.Select(member => member.Route.Process);

    /// <summary>All that is known, for <see cref="Restore"/>.</summary>
    public IEnumerable<StreamMember> All => _members.Values.Select(member => new StreamMember(member.Route, member.HasOwn, [.. member.Carried]));

    /// <summary>The channel of a process; null when it does not get the stream.</summary>
    public int? ChannelOf(Guid process) => _members.TryGetValue(process, out var member) ? member.Route.Channel : null;

    /// <summary>A process has subscribers of its own. Again: it had before, and was forgotten.</summary>
    public void Join(ProcessAddress process, int channel, bool again = false) => MemberOf(process, channel, again).HasOwn = true;

    /// <summary>It has none any more.</summary>
    public void Leave(Guid process)
    {
        if (!_members.TryGetValue(process, out var member))
            return;
        member.HasOwn = false;
        RemoveIfIdle(member);
    }

    /// <summary>As it was known in the life before.</summary>
    public void Restore(StreamMember known)
    {
        if (known.HasOwn)
            Join(known.Route.Process, known.Route.Channel, known.Route.IsAgain);
        foreach (var subscription in known.Carried)
            Carry(subscription, known.Route.Process, known.Route.Channel);
    }

    /// <summary>A silo carries a grain's subscription, and nobody else does from now on.</summary>
    public void Carry(Guid subscription, ProcessAddress carrier, int channel)
    {
        if (CarrierOf(subscription) is { } other && other != carrier.Id)
            Drop(subscription);
        MemberOf(carrier, channel).Carried.Add(subscription);
        _carriers[subscription] = carrier.Id;
    }

    public Guid? CarrierOf(Guid subscription) => _carriers.TryGetValue(subscription, out var carrier) ? carrier : null;

    /// <summary>Nobody carries it any more.</summary>
    public void Drop(Guid subscription)
    {
        if (!_carriers.Remove(subscription, out var carrier) || !_members.TryGetValue(carrier, out var member))
            return;
        member.Carried.Remove(subscription);
        RemoveIfIdle(member);
    }

    /// <summary>A process is gone. The subscriptions that it carried.</summary>
    public IReadOnlyCollection<Guid> Remove(Guid process)
    {
        if (!_members.TryGetValue(process, out var member))
            return [];
        Forget(member);
        foreach (var subscription in member.Carried)
            _carriers.Remove(subscription);
        return member.Carried;
    }

    /// <summary>All that get it, for one who knows nothing yet, or too little. What has changed since goes to all by the next change.</summary>
    public RouteChange Routes() => new(stream, grain, 0, Version, [.. _members.Values.Where(member => !_added.ContainsKey(member.Route.Process.Id)).Select(member => member.Route)], []);

    /// <summary>What has changed since the last call; null when nothing has.</summary>
    public RouteChange? TakeChange()
    {
        if (!HasChanged)
            return null;
        var change = new RouteChange(stream, grain, Version, Version + 1, [.. _added.Values], [.. _removed]);
        Version++;
        _added.Clear();
        _removed.Clear();
        return change;
    }

    private Member MemberOf(ProcessAddress process, int channel, bool again = false)
    {
        if (_members.TryGetValue(process.Id, out var member))
        {
            if (member.Route.Channel == channel)
                return member;
            Forget(member); // It began anew.
            foreach (var subscription in member.Carried)
                _carriers.Remove(subscription);
        }

        member = new Member(new StreamRoute(process, channel, again));
        _members[process.Id] = member;
        _added[process.Id] = member.Route;
        return member;
    }

    private void RemoveIfIdle(Member member)
    {
        if (!member.HasOwn && member.Carried.Count == 0)
            Forget(member);
    }

    private void Forget(Member member)
    {
        var process = member.Route.Process.Id;
        _members.Remove(process);
        if (!_added.Remove(process))
            _removed.Add(process);
    }

    private sealed class Member(StreamRoute route)
    {
        public StreamRoute Route => route;

        public bool HasOwn { get; set; }

        public HashSet<Guid> Carried { get; } = [];
    }
}
