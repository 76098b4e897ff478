using Orleans.Storage;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>
/// One page of stored subscriptions. What changes while it is written goes together in its next write; a change shows when it is stored. Belongs to one
/// caller at a time.
/// </summary>
internal sealed class StoredPage
{
    private readonly IGrainStorage _storage;
    private readonly GrainId _owner;
    private readonly string _name;
    private readonly StoredPage? _before;
    private readonly GrainState<SubscriptionPage> _state = new(new SubscriptionPage());
    private readonly Gathered _writing;
    private Dictionary<Guid, GrainSubscription> _items = [];
    private Dictionary<Guid, GrainSubscription?> _changes = [];
    private Dictionary<Guid, GrainSubscription?> _written = [];
    private bool _isDoubtful;

    /// <param name="storage">Where it is stored.</param>
    /// <param name="owner">Whose subscriptions.</param>
    /// <param name="number">From 0.</param>
    /// <param name="before">The page before. It is written first: pages are read until the first that never was.</param>
    public StoredPage(IGrainStorage storage, GrainId owner, int number, StoredPage? before)
    {
        (_storage, _owner, _name, _before) = (storage, owner, $"push-subscriptions-{number}", before);
        _writing = new Gathered(WriteOnceAsync);
    }

    /// <summary>What is stored.</summary>
    public IReadOnlyDictionary<Guid, GrainSubscription> Items => _items;

    /// <summary>Whether it was ever written.</summary>
    public bool Exists => _state.RecordExists;

    /// <summary>How many places are taken, or may be.</summary>
    public int Taken => _items.Count + Coming(_changes) + Coming(_written);

    /// <summary>Whether a subscription is stored here, or about to be.</summary>
    public bool Holds(Guid id) => _items.ContainsKey(id) || _changes.ContainsKey(id) || _written.ContainsKey(id);

    public async Task ReadAsync()
    {
        await _storage.ReadStateAsync(_name, _owner, _state);
        _items = (_state.State?.Subscriptions ?? []).Select(Parse).ToDictionary(subscription => subscription.Id);
        _isDoubtful = false;
    }

    /// <summary>Adds a subscription, or takes it off where that is null. Returns when it is stored.</summary>
    public Task ChangeAsync(Guid id, GrainSubscription? subscription)
    {
        _changes[id] = subscription;
        return _writing.RunAsync();
    }

    private async Task WriteOnceAsync()
    {
        (_written, _changes) = (_changes, []);
        try
        {
            if (_before is { Exists: false })
                await _before._writing.RunAsync();
            if (_isDoubtful)
                await ReadAsync();
            await WriteAsync();
        }
        finally
        {
            _written = [];
        }
    }

    private async Task WriteAsync()
    {
        var items = new Dictionary<Guid, GrainSubscription>(_items);
        foreach (var (id, subscription) in _written)
        {
            if (subscription is null)
                items.Remove(id);
            else
                items[id] = subscription;
        }

        try
        {
            _state.State = new SubscriptionPage { Subscriptions = [.. items.Values.Select(subscription => $"{subscription.Id} {subscription.Grain}")] };
            await _storage.WriteStateAsync(_name, _owner, _state);
            _items = items;
        }
        catch (Exception)
        {
            if (!await TryReadAsync() || _written.Any(change => _items.ContainsKey(change.Key) != (change.Value is not null)))
                throw;
            // It says that it failed, but it is stored.
        }
    }

    private async Task<bool> TryReadAsync()
    {
        try
        {
            await ReadAsync();
            return true;
        }
        catch (Exception)
        {
            _isDoubtful = true;
            return false;
        }
    }

    private int Coming(Dictionary<Guid, GrainSubscription?> changes) => changes.Count(change => change.Value is not null && !_items.ContainsKey(change.Key));

    private static GrainSubscription Parse(string line)
    {
        var parts = line.Split(' ', 2);
        return new GrainSubscription(Guid.Parse(parts[0]), GrainId.Parse(parts[1]), IsImplicit: false);
    }
}
