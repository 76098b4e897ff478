using Orleans.Storage;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>
/// The subscriptions of grains to one stream, stored in pages, so that a change writes one page and not all. What changes while a page is written goes
/// together in its next write. Belongs to one caller at a time.
/// </summary>
internal sealed class SubscriptionPages(IGrainStorage storage, GrainId owner)
{
    /// <summary>Most subscriptions in a page.</summary>
    public const int PageSize = 64;

    private readonly List<Page> _pages = [];
    private readonly Dictionary<Guid, (GrainSubscription Subscription, Page Page)> _places = [];

    public IEnumerable<GrainSubscription> All => _places.Values.Select(place => place.Subscription);

    public int Count => _places.Count;

    public GrainSubscription? Find(Guid id) => _places.TryGetValue(id, out var place) ? place.Subscription : null;

    /// <summary>Reads pages until the first that was never written.</summary>
    public async Task ReadAsync()
    {
        while (true)
        {
            var page = new Page(storage, owner, _pages.Count);
            foreach (var subscription in await page.ReadAsync())
                _places[subscription.Id] = (subscription, page);
            if (!page.Exists)
                return;
            _pages.Add(page);
        }
    }

    /// <summary>Returns when it is stored.</summary>
    public async Task AddAsync(GrainSubscription subscription)
    {
        if (_places.ContainsKey(subscription.Id))
            return;
        var page = _pages.Find(page => page.Items.Count < PageSize);
        if (page is null)
            _pages.Add(page = new Page(storage, owner, _pages.Count));
        page.Items[subscription.Id] = subscription;
        _places[subscription.Id] = (subscription, page);
        try
        {
            await page.WriteAsync();
        }
        catch
        {
            page.Items.Remove(subscription.Id);
            _places.Remove(subscription.Id);
            throw;
        }
    }

    /// <summary>Returns when that is stored.</summary>
    public async Task RemoveAsync(Guid id)
    {
        if (!_places.Remove(id, out var place))
            return;
        place.Page.Items.Remove(id);
        try
        {
            await place.Page.WriteAsync();
        }
        catch
        {
            place.Page.Items[id] = place.Subscription;
            _places[id] = place;
            throw;
        }
    }

    private sealed class Page
    {
        private readonly IGrainStorage _storage;
        private readonly GrainId _owner;
        private readonly string _name;
        private readonly GrainState<SubscriptionPage> _state = new(new SubscriptionPage());
        private readonly Gathered _writing;

        public Page(IGrainStorage storage, GrainId owner, int number)
        {
            (_storage, _owner, _name) = (storage, owner, $"push-subscriptions-{number}");
            _writing = new Gathered(WriteOnceAsync);
        }

        public Dictionary<Guid, GrainSubscription> Items { get; } = [];

        public bool Exists => _state.RecordExists;

        public async Task<IEnumerable<GrainSubscription>> ReadAsync()
        {
            await _storage.ReadStateAsync(_name, _owner, _state);
            foreach (var line in _state.State?.Subscriptions ?? [])
            {
                var parts = line.Split(' ', 2);
                var subscription = new GrainSubscription(Guid.Parse(parts[0]), GrainId.Parse(parts[1]), IsImplicit: false);
                Items[subscription.Id] = subscription;
            }

            return Items.Values;
        }

        public Task WriteAsync() => _writing.RunAsync();

        private async Task WriteOnceAsync()
        {
            _state.State = new SubscriptionPage { Subscriptions = [.. Items.Values.Select(subscription => $"{subscription.Id} {subscription.Grain}")] };
            await _storage.WriteStateAsync(_name, _owner, _state);
        }
    }
}
