using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>How far one process has got with one stream. Guarded by its output's lock, but for <see cref="IsQueued"/>.</summary>
internal sealed class RouteCursor(StreamOutput output, StreamRoute route, ProcessLink link, long begin)
{
    public StreamOutput Output => output;

    public StreamRoute Route => route;

    public ProcessLink Link => link;

    /// <summary>Which life of the stream's grain named it last.</summary>
    public Guid Grain { get; set; }

    /// <summary>Everything up to here is in frames that were sent, or is lost.</summary>
    public long Sent { get; set; } = begin;

    /// <summary>Whether something was sent.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Frames under way that hold something of it.</summary>
    public int UnderWay { get; set; }

    /// <summary>The receiver said that it has no room for what came up to here.</summary>
    public long PendingTo { get; set; }

    /// <summary>The receiver took everything up to here.</summary>
    public long TakenTo { get; set; }

    /// <summary>Was waited for in vain; is not waited for again until it has taken something.</summary>
    public bool IsLaggard { get; set; }

    /// <summary>Its process, which has the same patience with the subscriber that it waits for, was given time to lose that.</summary>
    public bool HasHadMoreTime { get; set; }

    /// <summary>It is asked for its answer again, by a segment of nothing.</summary>
    public bool IsAsked { get; set; }

    public bool IsRemoved { get; set; }

    /// <summary>Waits in its link; guarded by the link.</summary>
    public bool IsQueued { get; set; }

    public bool IsPending => TakenTo < PendingTo;
}
