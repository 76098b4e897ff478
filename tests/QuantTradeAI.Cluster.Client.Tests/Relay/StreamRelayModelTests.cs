using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Cluster.Client.Relay;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Tests.Relay;

/// <summary>Random schedules of what an owner publishes and how the streams bring it, against the promise.</summary>
public class StreamRelayModelTests
{
    [Property(MaxTest = 1_000, EndSize = 300)]
    public void AnyStreams_WithLossesRepetitionsAndDelays_KeepThePromise(byte[] script, int seed)
    {
        var run = new Run(seed);
        run.Play(script, isLossy: true);
        run.Checker.Take(run.Told);

        foreach (var kind in Owner.Kinds)
            Assert.Equal(run.Owner.End.Of(kind), run.Checker.Last(kind, run.Owner.Epoch));
    }

    [Property(MaxTest = 1_000, EndSize = 300)]
    public void AnyInterleaving_WithoutLosses_TellsEachStreamAsItIs(byte[] script, int seed)
    {
        var run = new Run(seed);
        run.Play([.. script.Where(step => !Run.IsCrash(step))], isLossy: false);
        run.Checker.Take(run.Told);

        Assert.Equal(0, run.Checker.Undelivered);
        foreach (var kind in Owner.Kinds)
        {
            var told = run.Told.Where(one => one.Sequence > 0 && (one.Kind == kind || one.Kind == MarketEventKind.Status)).Select(Place);
            Assert.Equal(run.Owner.Order[kind].Select(Place), told);
        }
    }

    private static (long Epoch, MarketEventKind Kind, long Number) Place(MarketEvent one) => (one.Header.Epoch, one.Kind, one.Sequence);

    private sealed class Run
    {
        private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
        private readonly Random _random;
        private readonly StreamRelay _relay;
        private readonly List<(MarketEventKind Kind, BatchOrigin Origin, MarketEvent[] Events)> _late = [];

        public Run(int seed)
        {
            _random = new Random(seed);
            _relay = new StreamRelay(Owner.Symbol, _clock, new RelayLimits());
            Checker = new RelayChecker(Owner);
            foreach (var kind in Owner.Kinds)
                _relay.Add(kind);
            _relay.Learn(Owner.Position);
            Poll();
        }

        public Owner Owner { get; } = new();

        public RelayChecker Checker { get; }

        public List<MarketEvent> Told { get; } = [];

        public static bool IsCrash(byte step) => step % 32 == 31;

        public void Play(byte[] script, bool isLossy)
        {
            foreach (var step in script)
            {
                Publish(step);
                if (_random.Next(3) == 0)
                    Owner.Flush(Owner.Kinds[_random.Next(4)]);
                while (_random.Next(3) > 0)
                    Deliver(isLossy);
            }

            Owner.FlushAll();
            while (Owner.Streams.Values.Any(stream => stream.Count > 0))
                Deliver(isLossy);
            for (var look = 0; isLossy && look < 3; look++)
            {
                _relay.Learn(Owner.Position);
                Poll();
                _clock.Advance(RelayLimits.DefaultGrace);
                Poll();
            }
        }

        private void Publish(byte step)
        {
            switch (step % 32)
            {
                case < 9:
                    Owner.Publish(MarketEventKind.Trade);
                    break;
                case < 18:
                    Owner.Publish(MarketEventKind.Quote);
                    break;
                case < 21:
                    Owner.Publish(MarketEventKind.Book);
                    break;
                case < 25:
                    Owner.Tell(step >= 128 ? FeedStatusKind.Live : step >= 64 ? FeedStatusKind.Stale : FeedStatusKind.Disconnected);
                    break;
                case < 29:
                    Owner.Miss(Owner.Kinds[step % 3], 1 + step % 5);
                    break;
                default:
                    Owner.Replace(orderly: !IsCrash(step));
                    break;
            }
        }

        private void Deliver(bool isLossy)
        {
            var kind = Owner.Kinds[_random.Next(4)];
            if (Owner.Streams[kind] is not [var next, ..] stream)
                return;
            stream.RemoveAt(0);
            switch (isLossy ? _random.Next(20) : int.MaxValue)
            {
                case 0:
                    return;
                case 1:
                    _late.Add((kind, next.Origin, next.Events));
                    return;
                case 2:
                    Take(kind, next.Origin, next.Events);
                    break;
                case 3 when _late.Count > 0:
                    Take(_late[0].Kind, _late[0].Origin, _late[0].Events);
                    _late.RemoveAt(0);
                    break;
                case 4:
                    _relay.Learn(Owner.Position);
                    break;
                case 5:
                    _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1_500)));
                    break;
            }

            Take(kind, next.Origin, next.Events);
        }

        private void Take(MarketEventKind kind, BatchOrigin origin, MarketEvent[] events)
        {
            _relay.Take(kind, origin, events);
            Poll();
        }

        private void Poll()
        {
            Drain();
            _relay.Poll();
            Drain();
        }

        private void Drain()
        {
            Told.AddRange(_relay.Told);
            _relay.Told.Clear();
        }
    }
}
