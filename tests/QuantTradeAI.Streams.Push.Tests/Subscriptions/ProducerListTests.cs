using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class ProducerListTests
{
    private readonly ArmedClock _clock = new();
    private readonly PushStreamOptions _options = new();
    private readonly StreamMembers _members = new(StreamId.Create("trades", "one"), Guid.NewGuid());
    private readonly List<Guid> _removed = [];
    private readonly ProducerList _producers;

    public ProducerListTests() => _producers = new ProducerList(_members, _options, _clock, _removed.Add);

    [Fact]
    public async Task ProducerThatDoesNotAnswer_DelaysNobodyBeyondTheLimit_AndIsTakenOff()
    {
        var (dead, quick) = (Add(), Add());
        dead.Answer = _ => new TaskCompletionSource<bool>().Task;
        Join();

        var told = _producers.TellAsync();
        Assert.Single(quick.Told);
        Assert.False(told.IsCompleted);
        _clock.Advance(_options.SendTimeout);
        await Patience.For(told, "the joiner to be told");

        Assert.Equal([dead.Address.Id], _removed);
        Join();
        await Patience.For(_producers.TellAsync(), "the next change");
        Assert.Equal((1, 2), (dead.Told.Count, quick.Told.Count));
    }

    [Fact]
    public async Task ProducerThatThrows_IsTakenOff()
    {
        var broken = Add();
        broken.Answer = _ => throw new InvalidOperationException("made up");
        Join();

        await _producers.TellAsync();

        Assert.True(_producers.IsEmpty);
    }

    [Fact]
    public async Task ProducerThatLacksTheVersion_GetsAll_AndIsTakenOffIfThatIsOfNoUse()
    {
        var (behind, gone) = (Add(), Add());
        behind.Answer = change => Task.FromResult(change.Since == 0);
        gone.Answer = _ => Task.FromResult(false);
        Join();
        _members.TakeChange();
        Join();

        await _producers.TellAsync();

        Assert.Equal([2L, 0L], behind.Told.Select(change => change.Since));
        Assert.Equal(2, behind.Told.Last().Added.Length);
        Assert.Equal([gone.Address.Id], _removed);
    }

    [Fact]
    public async Task Changes_WhileProducersAreTold_GoTogether()
    {
        var producer = Add();
        var first = new TaskCompletionSource<bool>();
        producer.Answer = _ => first.Task;
        Join();
        var telling = new List<Task> { _producers.TellAsync() };
        for (var index = 0; index < 10; index++)
        {
            Join();
            telling.Add(_producers.TellAsync());
        }

        Assert.Single(producer.Told);
        first.SetResult(true);
        await Patience.For(Task.WhenAll(telling), "all to be told");

        Assert.Equal([1, 10], producer.Told.Select(change => change.Added.Length));
    }

    [Fact]
    public async Task Told_MeansThatTheProducersKnow()
    {
        var producer = Add();
        var answer = new TaskCompletionSource<bool>();
        producer.Answer = _ => answer.Task;
        Join();

        var told = _producers.TellAsync();
        Assert.False(told.IsCompleted);
        answer.SetResult(true);

        await Patience.For(told, "the producer");
        Assert.False(_members.HasChanged);
    }

    private FakeProcess Add()
    {
        var producer = new FakeProcess();
        _producers.Add(producer.Address);
        return producer;
    }

    private void Join() => _members.Join(new FakeProcess().Address, 1);
}
