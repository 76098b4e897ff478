using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Telemetry;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>What the producers of a process share.</summary>
internal sealed record ProducerContext(
    ProcessAddress Process, IPushReceiver OwnReceiver, IStreamRegistrar Registrar, PushStreamOptions Options, PushMeters Meters, TimeProvider Clock, Func<double> Random, ILogger Logger)
{
    private readonly Dictionary<Guid, ProcessLink> _links = [];
    private long _epoch;

    /// <summary>An epoch that is greater than all that this process gave before, and than those of processes that began earlier by their clocks.</summary>
    public long NextEpoch()
    {
        while (true)
        {
            var (last, next) = (Volatile.Read(ref _epoch), Clock.GetUtcNow().UtcTicks);
            next = Math.Max(next, last + 1);
            if (Interlocked.CompareExchange(ref _epoch, next, last) == last)
                return next;
        }
    }

    /// <summary>The link to a process; made when it is needed first.</summary>
    public ProcessLink LinkTo(ProcessAddress process)
    {
        lock (_links)
        {
            if (!_links.TryGetValue(process.Id, out var link))
                _links[process.Id] = link = new ProcessLink(process, process.Id == Process.Id ? OwnReceiver : process.Receiver, this);
            return link;
        }
    }

    /// <summary>The link to a process; null where none is.</summary>
    public ProcessLink? FindLink(Guid process)
    {
        lock (_links)
            return _links.GetValueOrDefault(process);
    }

    /// <summary>All links; those that nobody needs any more are ended and forgotten.</summary>
    public ProcessLink[] Links()
    {
        lock (_links)
        {
            foreach (var unused in _links.Values.Where(link => link.TryEnd()).ToList())
                _links.Remove(unused.Process.Id);
            return [.. _links.Values];
        }
    }

    /// <summary>How long to wait after so many failures: 10 to 20 ms, doubled each time, up to 0.5 to 1 s.</summary>
    public TimeSpan PauseAfter(int failures) => TimeSpan.FromMilliseconds(Math.Min(500, 10 * Math.Pow(2, Math.Min(failures - 1, 10))) * (1 + Random()));

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public long Now() => (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
}
