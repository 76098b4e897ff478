using FsCheck.Xunit;
using QuantTradeAI.Cluster.Client.Following;

namespace QuantTradeAI.Cluster.Client.Tests.Following;

/// <summary>Random losses, repetitions and delays between an owner that keeps its last batches and a client that asks.</summary>
public class BatchOrderModelTests
{
    [Property(MaxTest = 1_000, EndSize = 300)]
    public void AnyLosses_OfAnOwnerThatKeepsAll_BringEachBatchOnceAndInOrder(byte[] script, int seed)
    {
        var run = new Run(seed, kept: int.MaxValue);
        run.Play(script);

        Assert.Equal(run.Published, run.Order.Passed.Select(batch => batch.Number));
        Assert.Equal(0, run.Order.GivenUp);
    }

    [Property(MaxTest = 1_000, EndSize = 300)]
    public void AnyLosses_OfAnOwnerThatForgets_BringEachBatchOnceAndInOrderOrGiveItUp(byte[] script, int seed)
    {
        var run = new Run(seed, kept: 2);
        run.Play(script);

        var (told, late) = (new List<long>(), new HashSet<long>());
        foreach (var batch in run.Order.Passed)
        {
            if (batch.Number > told.LastOrDefault())
                told.Add(batch.Number);
            else
                late.Add(batch.Number);
        }

        Assert.Equal(run.Published.Count(), told.Count + run.Order.GivenUp);
        Assert.Empty(late.Intersect(told));
    }

    private sealed class Run(int seed, int kept)
    {
        private readonly Random _random = new(seed);
        private TimeSpan _now;
        private long _last;

        public BatchOrder Order { get; } = new(new BatchOrderLimits { MaxHeld = 10_000 });

        public IEnumerable<long> Published => Enumerable.Range(1, (int)_last).Select(number => (long)number);

        public void Play(byte[] script)
        {
            Order.Learn(1, 0, _now);
            foreach (var step in script)
                Do(step % 8);
            Order.Learn(1, _last, _now);
            for (var i = 0; i < 1_000 && Order.LeftToAsk(_now) is { } wait; i++)
            {
                _now += wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
                Ask();
            }
        }

        private void Do(int step)
        {
            if (step < 6)
                _last++;
            switch (step)
            {
                case < 4:
                    Order.Take(Batch(_last), _now);
                    break;
                case 6 when _last > 0:
                    Order.Take(Batch(_random.NextInt64(Math.Max(1, _last - 3), _last + 1)), _now);
                    break;
                case 7:
                    _now += TimeSpan.FromMilliseconds(_random.Next(400));
                    Order.Learn(1, _last, _now);
                    Ask();
                    break;
            }
        }

        private void Ask()
        {
            if (Order.Missing(_now) is not { } hole)
                return;
            for (var number = hole.From; number <= hole.To; number++)
            {
                if (number > _last - kept)
                    Order.Take(Batch(number), _now, isOfStream: false);
            }

            Order.Conclude(hole.Epoch, hole.To, _now);
        }

        private static StreamBatch Batch(long number) => new() { Epoch = 1, Number = number, Events = default };
    }
}
