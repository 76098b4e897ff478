using Orleans.Storage;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>The subscriptions of grains to one stream, stored in pages, so that a change writes one page and not all. Belongs to one caller at a time.</summary>
internal sealed class SubscriptionPages(IGrainStorage storage, GrainId owner)
{
    /// <summary>Most subscriptions in a page.</summary>
    public const int PageSize = 64;

    private readonly List<StoredPage> _pages = [];

    public IEnumerable<GrainSubscription> All => _pages.SelectMany(page => page.Items.Values);

    public int Count => _pages.Sum(page => page.Items.Count);

    public GrainSubscription? Find(Guid id) => _pages.Find(page => page.Items.ContainsKey(id))?.Items[id];

    /// <summary>Reads pages until the first that was never written.</summary>
    public async Task ReadAsync()
    {
        while (true)
        {
            var page = Next();
            await page.ReadAsync();
            if (!page.Exists)
                return;
            _pages.Add(page);
        }
    }

    /// <summary>Returns when it is stored.</summary>
    public Task AddAsync(GrainSubscription subscription)
    {
        var page = _pages.Find(page => page.Holds(subscription.Id)) ?? _pages.Find(page => page.Taken < PageSize);
        if (page is null)
            _pages.Add(page = Next());
        return page.ChangeAsync(subscription.Id, subscription);
    }

    /// <summary>Returns when that is stored; an unknown id is no error.</summary>
    public Task RemoveAsync(Guid id) => _pages.Find(page => page.Holds(id))?.ChangeAsync(id, null) ?? Task.CompletedTask;

    private StoredPage Next() => new(storage, owner, _pages.Count, _pages.LastOrDefault());
}
