using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>Which streams of a symbol are published now: those of its consolidated stream where configuration names it, and whatever is leased.</summary>
internal sealed class SymbolPublishing(SymbolHost host, SymbolHub hub)
{
    private readonly Dictionary<StreamOutlet, StreamPublisher> _publishers = [];

    /// <summary>Outlives the publishers: one that begins anew goes on where the one before ended.</summary>
    private readonly Dictionary<StreamOutlet, SentBatches> _sent = [];

    private bool _mayBeFull;

    /// <summary>Who wants what beside.</summary>
    public StreamLeases Leases { get; } = new(host.Clock);

    public int Count => _publishers.Count;

    /// <summary>The last batches that were handed to a stream.</summary>
    public StreamBatchNumbers HandedOf(StreamKey stream)
    {
        return new StreamBatchNumbers(Of(DataTypes.Trades), Of(DataTypes.Quotes), Of(DataTypes.OrderBook), Of(DataTypes.None));

        long Of(DataTypes dataType) => _sent.GetValueOrDefault(new StreamOutlet(stream, dataType))?.Handed ?? 0;
    }

    /// <summary>Those of an outlet's batches that are still kept.</summary>
    public StreamBatch[] Replay(StreamOutlet outlet, long from, long to) => _sent.GetValueOrDefault(outlet)?.Between(from, to) ?? [];

    /// <summary>Forgets batches that are too old to be asked for.</summary>
    public void Expire()
    {
        foreach (var sent in _sent.Values)
            sent.Expire();
    }

    /// <summary>Begins and ends streams as is wanted now.</summary>
    /// <param name="configured">The kinds that are published of the consolidated stream in any case.</param>
    /// <param name="asked">A stream somebody waits for.</param>
    /// <returns>Why that cannot be published as wanted; null when it can, or nobody waits.</returns>
    public string? Adjust(DataTypes configured, StreamKey? asked = null)
    {
        var wanted = Wanted(configured);
        foreach (var (outlet, publisher) in _publishers.Where(pair => !wanted.Contains(pair.Key)).ToList())
        {
            _publishers.Remove(outlet);
            publisher.End();
        }

        string? problem = null;
        foreach (var outlet in wanted.Where(outlet => !_publishers.ContainsKey(outlet)))
        {
            if (TryBegin(outlet) is { } why && outlet.Stream == asked)
                problem = why;
        }

        return problem;
    }

    /// <summary>Returns when no stream is full, or none of the full ones can be waited for any longer.</summary>
    public Task WaitForRoomAsync() => _mayBeFull ? WaitForFullAsync() : Task.CompletedTask;

    /// <summary>A stream that got something is full.</summary>
    public void NoteFull() => _mayBeFull = true;

    /// <summary>Whether a stream's statuses are published, and all of these kinds.</summary>
    public bool Serves(StreamKey stream, DataTypes dataTypes) =>
        dataTypes.Each().Prepend(DataTypes.None).All(dataType => _publishers.ContainsKey(new StreamOutlet(stream, dataType)));

    /// <summary>The kinds of a stream that are published.</summary>
    public DataTypes ServedOf(StreamKey stream) =>
        _publishers.Keys.Where(outlet => outlet.Stream == stream).Aggregate(DataTypes.None, (all, outlet) => all | outlet.DataType);

    /// <summary>Ends all; true when everything was sent before the deadline.</summary>
    public async Task<bool> CloseAsync(CancellationToken deadline)
    {
        foreach (var publisher in _publishers.Values)
            publisher.Complete();
        var sending = Task.WhenAll(_publishers.Values.Select(publisher => publisher.Publishing));
        await sending.WaitAsync(deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (var publisher in _publishers.Values)
            publisher.End();
        _publishers.Clear();
        return sending.IsCompletedSuccessfully;
    }

    private async Task WaitForFullAsync()
    {
        // Others begin and end while one is waited for.
        while (FirstFull() is { } full)
            await full.WaitForRoomAsync();
        _mayBeFull = false;
    }

    private StreamPublisher? FirstFull()
    {
        foreach (var publisher in _publishers.Values)
        {
            if (publisher.IsFull)
                return publisher;
        }

        return null;
    }

    private HashSet<StreamOutlet> Wanted(DataTypes configured)
    {
        var wanted = new HashSet<StreamOutlet>();
        if (configured != DataTypes.None)
            Add(new StreamKey(host.Symbol), configured);
        foreach (var (stream, dataTypes) in Leases.Wanted())
            Add(StreamKey.Parse(stream), dataTypes);
        return wanted;

        void Add(StreamKey stream, DataTypes dataTypes)
        {
            wanted.Add(new StreamOutlet(stream, DataTypes.None));
            foreach (var dataType in dataTypes.Each())
                wanted.Add(new StreamOutlet(stream, dataType));
        }
    }

    private string? TryBegin(StreamOutlet outlet)
    {
        try
        {
            var subscription = hub.Subscribe(outlet.Stream, outlet.DataType, host.Options.QueueCapacity, host.Options.Patience, outlet.ToString());
            if (!_sent.TryGetValue(outlet, out var sent))
                _sent[outlet] = sent = new SentBatches(host.Clock);
            var publisher = new StreamPublisher(outlet, subscription, sent, host, host.StreamOf(outlet));
            _publishers.Add(outlet, publisher);
            publisher.Start();
            return null;
        }
        catch (ProviderConfigurationException error)
        {
            return error.Message;
        }
    }
}
