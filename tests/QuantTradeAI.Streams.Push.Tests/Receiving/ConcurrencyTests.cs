using System.Collections.Concurrent;
using QuantTradeAI.Streams.Push.Tests.Blocks;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

public sealed class ConcurrencyTests
{
    private const int Frames = 2_000;

    /// <summary>Producers that wait for each acknowledgement, subscriptions that come and go, slow and quick sinks: nothing is lost, doubled or waited for in vain.</summary>
    [Fact]
    public async Task Producers_ThatWaitForAcknowledgements_AreDeliveredWhole()
    {
        using var inputs = new TestInputs(settings => (settings.Capacity, settings.Patience) = (16, TimeSpan.FromDays(1)));
        var sinks = Enumerable.Range(0, 3).Select(i => new TestSink($"sink {i}") { OnTake = i == 0 ? _ => Task.CompletedTask : async _ => await Task.Yield() }).ToArray();
        foreach (var sink in sinks)
            inputs.Inputs.Add(TestInputs.Stream, sink);
        using var done = new CancellationTokenSource();
        var coming = Task.Run(() => ComeAndGoAsync(inputs, done.Token));

        await Task.WhenAll(Enumerable.Range(1, 3).Select(epoch => Task.Run(() => new WaitingProducer(inputs, epoch).RunAsync())));
        await done.CancelAsync();
        var guests = await coming;
        foreach (var sink in sinks)
        {
            for (var epoch = 1; epoch <= 3; epoch++)
                await sink.HasAsync(epoch, Frames * 3);
        }

        foreach (var sink in sinks.Concat(guests))
        {
            foreach (var received in sink.Received.GroupBy(block => block.Epoch))
            {
                var next = sinks.Contains(sink) ? 1 : received.First().First;
                foreach (var block in received)
                {
                    Assert.Null(block.Loss);
                    Assert.Equal(next, block.First);
                    Assert.Equal(next, block.Items(Codecs.Ticks)[0].Number);
                    next = block.Last + 1;
                }
            }
        }

        Assert.True(guests.Count > 0);
    }

    private static async Task<List<TestSink>> ComeAndGoAsync(TestInputs inputs, CancellationToken done)
    {
        var guests = new List<TestSink>();
        while (!done.IsCancellationRequested || guests.Count == 0)
        {
            var guest = new TestSink("guest") { OnTake = async _ => await Task.Yield() };
            var subscription = inputs.Inputs.Add(TestInputs.Stream, guest);
            await Task.Yield();
            Assert.False(await inputs.Inputs.RemoveAsync(subscription));
            if (guests.Count < 500)
                guests.Add(guest);
        }

        return guests;
    }

    private sealed class WaitingProducer : IPushSender, IPushReceiver
    {
        private readonly TestInputs _inputs;
        private readonly int _epoch;
        private readonly ProcessAddress _address;
        private readonly ConcurrentQueue<TaskCompletionSource> _waiting = [];
        private long _acknowledged;

        public WaitingProducer(TestInputs inputs, int epoch)
        {
            (_inputs, _epoch) = (inputs, epoch);
            _address = new ProcessAddress(Guid.NewGuid(), $"producer {epoch}", this, this);
        }

        public async Task RunAsync()
        {
            for (var after = 0L; after < Frames * 3; after += 3)
            {
                var last = after + 3;
                var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Enqueue(woken);
                var reply = await _inputs.Inputs.DeliverAsync(new DeliveryFrame(_address, [TestProducer.Whole(_inputs.Channel, after, last) with { Epoch = _epoch, IsFirst = after == 0 }]));
                while (reply.Pending is not null && Volatile.Read(ref _acknowledged) < last)
                {
                    await woken.Task.WaitAsync(TimeSpan.FromSeconds(20));
                    _waiting.Enqueue(woken = new(TaskCreationOptions.RunContinuationsAsynchronously));
                }
            }
        }

        public Task AcknowledgeAsync(Acknowledgement acknowledgement)
        {
            foreach (var channel in acknowledgement.Channels.Where(channel => channel.Epoch == _epoch))
                Volatile.Write(ref _acknowledged, Math.Max(_acknowledged, channel.Last));
            while (_waiting.TryDequeue(out var woken))
                woken.TrySetResult();
            return Task.CompletedTask;
        }

        public Task IsThereAsync() => Task.CompletedTask;

        public Task MovedAsync(StreamId stream) => throw new NotSupportedException();

        public Task<bool> RouteAsync(RouteChange change) => throw new NotSupportedException();

        public Task<DeliveryReply> DeliverAsync(DeliveryFrame frame) => throw new NotSupportedException();
    }
}
