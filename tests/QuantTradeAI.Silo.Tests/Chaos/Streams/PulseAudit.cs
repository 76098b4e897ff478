using Orleans.Streams;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <summary>One subscriber of one stream: holds what comes against the promise as it comes, and keeps nothing else.</summary>
internal sealed class PulseAudit(string name) : IAsyncBatchObserver<Pulse>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, long> _next = [];
    private readonly Dictionary<long, (long Epoch, long Offset)> _runs = [];
    private readonly HashSet<long> _lostProducers = [];
    private readonly Dictionary<LossReason, long> _told = [];
    private readonly List<string> _broken = [];
    private long _items;

    /// <summary>How many items have come.</summary>
    public long Items => Volatile.Read(ref _items);

    /// <summary>What is not as promised.</summary>
    public IReadOnlyList<string> Broken
    {
        get
        {
            lock (_gate)
                return [.. _broken];
        }
    }

    /// <summary>How many items were told as lost, by reason; of producers, how often.</summary>
    public IReadOnlyDictionary<LossReason, long> Told
    {
        get
        {
            lock (_gate)
                return _told.ToDictionary();
        }
    }

    public Task OnNextAsync(IList<SequentialItem<Pulse>> items)
    {
        lock (_gate)
        {
            foreach (var item in items)
                Take((PushSequenceToken)item.Token, item.Item);
        }

        Volatile.Write(ref _items, _items + items.Count);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        lock (_gate)
        {
            if (ex is not StreamItemsLostException loss)
            {
                _broken.Add($"{name}: {ex}");
                return Task.CompletedTask;
            }

            var isProducer = loss.Reason == LossReason.ProducerLost;
            _told[loss.Reason] = _told.GetValueOrDefault(loss.Reason) + (isProducer ? 1 : loss.Count);
            Advance(loss.Epoch, loss.First, loss.Last);
            if (isProducer)
                _lostProducers.Add(loss.Epoch);
        }

        return Task.CompletedTask;
    }

    /// <summary>What it does not know of runs that it saw something of, or that ended with a known number; null for nothing.</summary>
    /// <param name="ends">The last numbers of runs that ended orderly.</param>
    public string? MissesOf(IReadOnlyDictionary<long, long> ends)
    {
        lock (_gate)
        {
            var silent = _runs.Where(run => !ends.ContainsKey(run.Key) && !_lostProducers.Contains(run.Value.Epoch)).Select(run => $"run {run.Key} has no end");
            var late = from run in _runs
                       let known = _next[run.Value.Epoch] - 1 - run.Value.Offset
                       where ends.TryGetValue(run.Key, out var end) && known < end
                       select $"run {run.Key} is known to {known} of {ends[run.Key]}";
            var missing = silent.Concat(late).ToList();
            return missing.Count == 0 ? null : $"{name}: {string.Join(", ", missing)}";
        }
    }

    private void Take(PushSequenceToken token, Pulse pulse)
    {
        Advance(token.Epoch, token.SequenceNumber, token.SequenceNumber);
        var offset = token.SequenceNumber - pulse.Number;
        if (!_runs.TryGetValue(pulse.Run, out var run))
            _runs[pulse.Run] = (token.Epoch, offset);
        else if (run != (token.Epoch, offset))
            _broken.Add($"{name}: item {pulse} has the token {token}, and its run began {run.Offset} behind in epoch {run.Epoch}");
    }

    private void Advance(long epoch, long first, long last)
    {
        var next = _next.GetValueOrDefault(epoch, 1);
        if (first != next)
            _broken.Add($"{name}: expected number {next} of epoch {epoch}, got {first} to {last}");
        _next[epoch] = last + 1;
    }
}
