using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Telemetry;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>What the producers of a process share.</summary>
internal sealed class ProducerContext(
    ProcessAddress process, IPushReceiver ownReceiver, IStreamRegistrar registrar, PushStreamOptions options, PushMeters meters, TimeProvider clock, Func<double> random, ILogger logger)
{
    /// <summary>How long answers are waited for that will hardly come.</summary>
    private static readonly TimeSpan LeftLimit = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<Guid, ProcessLink> _links = [];
    private long _epoch;
    private volatile bool _hasLeft;

    public ProcessAddress Process => process;

    public IStreamRegistrar Registrar => registrar;

    public PushStreamOptions Options => options;

    public PushMeters Meters => meters;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;

    /// <summary>
    /// Whether answers do not reach this process any more: Orleans finds no way back to a silo that counts as shutting down. What is sent counts as taken
    /// then.
    /// </summary>
    public bool HasLeft => _hasLeft;

    /// <summary>How long one answer is waited for.</summary>
    public TimeSpan AnswerLimit => _hasLeft ? LeftLimit : options.SendTimeout;

    /// <summary>From now on it is so.</summary>
    public void Leave()
    {
        _hasLeft = true;
        foreach (var link in Links())
            link.StopWaiting();
    }

    /// <summary>An epoch that is greater than all that this process gave before, and than those of processes that began earlier by their clocks.</summary>
    public long NextEpoch()
    {
        while (true)
        {
            var (last, next) = (Volatile.Read(ref _epoch), clock.GetUtcNow().UtcTicks);
            next = Math.Max(next, last + 1);
            if (Interlocked.CompareExchange(ref _epoch, next, last) == last)
                return next;
        }
    }

    /// <summary>The link to a process; made when it is needed first.</summary>
    public ProcessLink LinkTo(ProcessAddress target)
    {
        lock (_links)
        {
            if (!_links.TryGetValue(target.Id, out var link))
                _links[target.Id] = link = new ProcessLink(target, target.Id == process.Id ? ownReceiver : target.Receiver, this);
            return link;
        }
    }

    /// <summary>The link to a process; null where none is.</summary>
    public ProcessLink? FindLink(Guid target)
    {
        lock (_links)
            return _links.GetValueOrDefault(target);
    }

    /// <summary>All links.</summary>
    public ProcessLink[] Links()
    {
        lock (_links)
            return [.. _links.Values];
    }

    /// <summary>Ends and forgets links that nobody needs any more. Returns when their processes know.</summary>
    public Task EndUnusedLinksAsync()
    {
        List<ProcessLink> unused;
        lock (_links)
        {
            unused = [.. _links.Values.Where(link => link.TryEnd())];
            foreach (var link in unused)
                _links.Remove(link.Process.Id);
        }

        return Task.WhenAll(unused.Select(link => link.SayLastAsync()));
    }

    /// <summary>How long to wait after so many failures: 10 to 20 ms, doubled each time, up to 0.5 to 1 s.</summary>
    public TimeSpan PauseAfter(int failures) => TimeSpan.FromMilliseconds(Math.Min(500, 10 * Math.Pow(2, Math.Min(failures - 1, 10))) * (1 + random()));

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    public long Now() => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
}
