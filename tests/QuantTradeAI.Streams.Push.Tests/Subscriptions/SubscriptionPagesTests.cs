using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class SubscriptionPagesTests
{
    private static readonly GrainId Owner = GrainId.Create("stream", "one");

    private readonly SharedStorage _storage = new();

    [Property(MaxTest = 50)]
    public void WhatWasStored_IsReadAgain_WhateverFailedBetween(int seed) => Run(seed).GetAwaiter().GetResult();

    [Fact]
    public async Task Change_WritesOnePage()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        for (var number = 0; number < 3 * SubscriptionPages.PageSize; number++)
            await pages.AddAsync(Subscription());
        var one = pages.All.First();

        var before = _storage.Writes;
        await pages.RemoveAsync(one.Id);

        Assert.Equal(before + 1, _storage.Writes);
    }

    [Fact]
    public async Task Changes_ThatComeTogether_AreWrittenTogether()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        await pages.AddAsync(Subscription());
        _storage.Gate = new TaskCompletionSource();

        var before = _storage.Writes;
        var adding = Enumerable.Range(0, 20).Select(_ => pages.AddAsync(Subscription())).ToList();
        _storage.Gate.SetResult();
        await Task.WhenAll(adding).WaitAsync(Patience.Limit);

        Assert.Equal(before + 2, _storage.Writes);
        Assert.Equal(21, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task FreePlaces_AreUsedAgain()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        for (var round = 0; round < 10; round++)
        {
            var subscription = Subscription();
            await pages.AddAsync(subscription);
            await pages.RemoveAsync(subscription.Id);
        }

        Assert.Single(_storage.Kept);
    }

    private async Task Run(int seed)
    {
        var (random, storage) = (new Random(seed), new SharedStorage());
        var owner = GrainId.Create("stream", $"{seed}");
        var pages = new SubscriptionPages(storage, owner);
        var stored = new HashSet<GrainSubscription>();
        for (var step = 0; step < 300; step++)
        {
            storage.Fails = random.Next(5) == 0;
            var isAdded = stored.Count == 0 || random.Next(3) > 0;
            var one = isAdded ? Subscription() : stored.ElementAt(random.Next(stored.Count));
            try
            {
                await (isAdded ? pages.AddAsync(one) : pages.RemoveAsync(one.Id));
                if (!(isAdded ? stored.Add(one) : stored.Remove(one)))
                    throw new InvalidOperationException("The test is wrong.");
            }
            catch (IOException)
            {
                // Told, and nothing has changed.
            }

            Assert.Equal(stored.Count, pages.Count);
        }

        storage.Fails = false;
        var again = new SubscriptionPages(storage, owner);
        await again.ReadAsync();
        Assert.Equal(stored.OrderBy(one => one.Id), again.All.OrderBy(one => one.Id));
    }

    private async Task<SubscriptionPages> ReadAsync()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        await pages.ReadAsync();
        return pages;
    }

    private static GrainSubscription Subscription() => new(Guid.NewGuid(), GrainId.Create("grain", $"{Guid.NewGuid()}"), IsImplicit: false);
}
