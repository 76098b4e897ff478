using FsCheck.Xunit;
using Orleans.Storage;
using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class StoredPageTests
{
    private static readonly GrainId Owner = GrainId.Create("stream", "push/trades/one");

    private readonly PageStorage _storage = new();

    [Fact]
    public async Task Subscriptions_OfManyPages_AreReadAgain()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        var all = Make(200);
        foreach (var one in all)
            await pages.AddAsync(one);

        Assert.Equal(4, _storage.Pages);
        Assert.Equal(Ids(all), Ids((await ReadAsync()).All));
    }

    [Fact]
    public async Task FreePlaces_AreUsedAgain()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        var all = Make(2 * SubscriptionPages.PageSize);
        foreach (var one in all)
            await pages.AddAsync(one);
        foreach (var one in all.Take(10))
            await pages.RemoveAsync(one.Id);
        foreach (var one in Make(10))
            await pages.AddAsync(one);

        Assert.Equal(2, _storage.Pages);
    }

    [Fact]
    public async Task Changes_WhileAPageIsWritten_GoTogether()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        _storage.Hold();
        var adding = Make(50).Select(pages.AddAsync).ToList();
        Assert.DoesNotContain(adding, add => add.IsCompleted);
        _storage.Release();

        await Patience.For(Task.WhenAll(adding), "all to be stored");

        Assert.Equal(2, _storage.Writes);
        Assert.Equal(50, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Write_ThatFails_IsToldToItsCallers_AndTheNextOneGoes()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        var (kept, lost, next) = (Make(1)[0], Make(1)[0], Make(1)[0]);
        await pages.AddAsync(kept);
        _storage.FailsBefore = 1;

        await Assert.ThrowsAsync<IOException>(() => pages.AddAsync(lost));
        await pages.AddAsync(next);

        Assert.Equal(Ids([kept, next]), Ids(pages.All));
        Assert.Equal(Ids([kept, next]), Ids((await ReadAsync()).All));
    }

    [Fact]
    public async Task Write_ThatTookPlaceAndSaidThatItFailed_CountsAsStored()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        var (stored, next) = (Make(1)[0], Make(1)[0]);
        _storage.FailsAfter = 1;

        await pages.AddAsync(stored);
        await pages.AddAsync(next);

        Assert.Equal(Ids([stored, next]), Ids(pages.All));
        Assert.Equal(Ids([stored, next]), Ids((await ReadAsync()).All));
    }

    [Fact]
    public async Task Page_ThatSomebodyElseWrote_IsReadAgain()
    {
        var (one, other) = (await ReadAsync(), await ReadAsync());
        var (theirs, refused, next) = (Make(1)[0], Make(1)[0], Make(1)[0]);
        await other.AddAsync(theirs);

        await Assert.ThrowsAsync<InconsistentStateException>(() => one.AddAsync(refused));
        await one.AddAsync(next);

        Assert.Equal(Ids([theirs, next]), Ids(one.All));
    }

    [Fact]
    public async Task FirstPage_ThatWasNotWritten_DoesNotHideTheSecond()
    {
        var pages = new SubscriptionPages(_storage, Owner);
        _storage.Refused = "push-subscriptions-0";
        _storage.Hold();
        var adding = Make(SubscriptionPages.PageSize + 1).Select(one => (one, Added: Record.ExceptionAsync(() => pages.AddAsync(one)))).ToList();
        _storage.Release();
        await Patience.For(Task.WhenAll(adding.Select(add => add.Added)), "all to be told");

        var told = new List<GrainSubscription>();
        foreach (var (one, added) in adding)
        {
            if (await added is null)
                told.Add(one);
        }

        Assert.Equal(Ids(told), Ids((await ReadAsync()).All));
    }

    [Property(MaxTest = 300)]
    public bool RandomChanges_WithFailingWrites_LeaveWhatCallersWereTold(int seed)
    {
        var random = new Random(seed);
        var storage = new PageStorage();
        var pages = new SubscriptionPages(storage, Owner);
        var told = new HashSet<Guid>();
        for (var step = 0; step < 30; step++)
        {
            storage.FailsBefore = random.Next(4) == 0 ? 1 : 0;
            var held = random.Next(3) == 0;
            if (held)
                storage.Hold();
            var calls = new List<(Guid Id, bool Adds, Task<Exception?> Outcome)>();
            for (var count = random.Next(1, 40); count > 0; count--)
            {
                var adds = told.Count == 0 || random.Next(3) > 0;
                var one = adds ? Make(1)[0] : pages.Find(told.ElementAt(random.Next(told.Count)))!;
                if (one is not null && calls.All(call => call.Id != one.Id))
                    calls.Add((one.Id, adds, Record.ExceptionAsync(() => adds ? pages.AddAsync(one) : pages.RemoveAsync(one.Id))));
            }

            if (held)
                storage.Release();
            foreach (var (id, adds, outcome) in calls)
            {
                if (outcome.GetAwaiter().GetResult() is not null)
                    continue;
                if (adds)
                    told.Add(id);
                else
                    told.Remove(id);
            }

            if (!told.SetEquals(pages.All.Select(one => one.Id)))
                return false;
        }

        var again = new SubscriptionPages(storage, Owner);
        storage.FailsBefore = 0;
        again.ReadAsync().GetAwaiter().GetResult();
        return told.SetEquals(again.All.Select(one => one.Id));
    }

    private static GrainSubscription[] Make(int count) => [.. Enumerable.Range(0, count).Select(index => new GrainSubscription(Guid.NewGuid(), GrainId.Create("consumer", $"{index}"), false))];

    private static IEnumerable<Guid> Ids(IEnumerable<GrainSubscription> subscriptions) => subscriptions.Select(one => one.Id).Order();

    private async Task<SubscriptionPages> ReadAsync()
    {
        _storage.Refused = null;
        var pages = new SubscriptionPages(_storage, Owner);
        await pages.ReadAsync();
        return pages;
    }
}
