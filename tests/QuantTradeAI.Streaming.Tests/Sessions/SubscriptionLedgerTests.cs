using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Tests.Sessions;

public sealed class SubscriptionLedgerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly SubscriptionLedger _ledger;

    public SubscriptionLedgerTests() => _ledger = new SubscriptionLedger(_clock, Patience);

    /// <summary>
    /// Steps: w want, u unwant, s subscribe goes out (id 1, 2, ...), S subscribe that was built before what came since, n unsubscribe goes out,
    /// N one built before, a acknowledged, A all told active, 0 told that nothing is, r refused for good, f refused for now, d data, e time runs out.
    /// Outcome: to subscribe / to unsubscribe / active / unsettled / refused.
    /// </summary>
    [Theory]
    [InlineData("", "0 0 0 0 0")]
    [InlineData("w", "1 0 0 1 0")]
    [InlineData("ww", "1 0 0 1 0")]
    [InlineData("wu", "0 0 0 0 0")]
    [InlineData("ws", "0 0 0 1 0")]
    [InlineData("wsw", "0 0 0 1 0")]
    [InlineData("wsa", "0 0 1 0 0")]
    [InlineData("wsA", "0 0 1 0 0")]
    [InlineData("wsd", "0 0 1 0 0")]
    [InlineData("ws0", "0 0 0 1 0")] // Told before the request was heard.
    [InlineData("wsa0", "1 0 0 1 0")]
    [InlineData("wsr", "0 0 0 0 1")]
    [InlineData("wsrw", "0 0 0 0 1")]
    [InlineData("wsre", "0 0 0 0 1")]
    [InlineData("wsruw", "1 0 0 1 0")]
    [InlineData("wsf", "0 0 0 1 0")]
    [InlineData("wsfe", "1 0 0 1 0")]
    [InlineData("wse", "1 0 0 1 0")]
    [InlineData("wsed", "0 0 1 0 0")]
    [InlineData("wsea", "1 0 0 1 0")]
    [InlineData("wsesa", "0 0 1 0 0")]
    [InlineData("wsu", "0 1 0 0 0")]
    [InlineData("wsau", "0 1 0 0 0")]
    [InlineData("wsaun", "0 0 0 0 0")]
    [InlineData("wsund", "0 0 0 0 0")]
    [InlineData("wseu", "0 1 0 0 0")] // The venue may have heard the first request.
    [InlineData("wsauw", "0 0 1 0 0")] // The venue was never told.
    [InlineData("wsauuw", "0 0 1 0 0")]
    [InlineData("wsuw", "0 0 0 1 0")]
    [InlineData("wsuaw", "0 0 1 0 0")]
    [InlineData("wsaunw", "1 0 0 1 0")]
    [InlineData("wsaunwd", "1 0 0 1 0")] // The last events of the subscription before prove nothing.
    [InlineData("wsauwN", "1 0 0 1 0")] // The unsubscribe was under way.
    [InlineData("wsauwNd", "1 0 0 1 0")]
    [InlineData("wuS", "0 1 0 0 0")] // The subscribe was under way.
    [InlineData("wuSn", "0 0 0 0 0")]
    [InlineData("wuSw", "0 0 0 1 0")]
    [InlineData("wuSwa", "0 0 1 0 0")]
    [InlineData("wseuSw", "0 0 0 1 0")]
    [InlineData("wsauS", "0 1 0 0 0")]
    [InlineData("wd", "1 0 0 1 0")]
    [InlineData("wA", "0 0 1 0 0")]
    public void Channel_AfterTheseSteps_IsInThisState(string steps, string outcome)
    {
        var channel = new ChannelSubscription(DataTypes.Trades, "x");
        var symbol = Symbol.Of("X-USD");
        var id = 0;
        foreach (var step in steps)
        {
            switch (step)
            {
                case 'w': _ledger.Want(new WantedChannel(channel, symbol)); break;
                case 'u': _ledger.Unwant(channel); break;
                case 's': _ledger.NoteSubscribing(new VenueRequest(default, _ledger.Difference(9).Subscribe, ++id)); break;
                case 'S': _ledger.NoteSubscribing(new VenueRequest(default, [channel], ++id)); break;
                case 'n': _ledger.NoteUnsubscribing(new VenueRequest(default, _ledger.Difference(9).Unsubscribe, ++id)); break;
                case 'N': _ledger.NoteUnsubscribing(new VenueRequest(default, [channel], ++id)); break;
                case 'a': _ledger.NoteAcknowledged(1 + (steps.Count(c => c == 's') > 1 ? 1 : 0)); break;
                case 'A': _ledger.NoteActive([channel]); break;
                case '0': _ledger.NoteActive([]); break;
                case 'r': _ledger.NoteRefused(new ControlSignal.Refused("no", id, IsTerminal: true)); break;
                case 'f': _ledger.NoteRefused(new ControlSignal.Refused("later", id)); break;
                case 'd': _ledger.NoteData(symbol, DataTypes.Trades); break;
                case 'e': _clock.Advance(Patience); _ledger.Difference(9); break;
            }
        }

        var (subscribe, unsubscribe) = _ledger.Difference(9);
        var (_, active, unsettled) = _ledger.Count();
        Assert.Equal(outcome, $"{subscribe.Length} {unsubscribe.Length} {active} {unsettled} {_ledger.Refused().Length}");
    }

    [Fact]
    public void Refusal_OfOneInstrument_AsksForItsNeighboursAnew()
    {
        foreach (var name in (string[])["a", "b", "c"])
            Want(_ledger, name);
        _ledger.NoteSubscribing(new VenueRequest(default, [Channel("a"), Channel("b")], 1));
        _ledger.NoteSubscribing(new VenueRequest(default, [Channel("c")], 2));

        _ledger.NoteRefused(new ControlSignal.Refused("unknown product", NativeSymbol: "a", IsTerminal: true));

        Assert.Equal([Channel("b")], _ledger.Difference(9).Subscribe.AsEnumerable());
        Assert.Equal((Channel("a"), "unknown product"), _ledger.Refused().Single());
    }

    [Fact]
    public void Difference_TakesNoMoreThanAsked_AndExpiryIsTheOldestRequests()
    {
        for (var i = 0; i < 5; i++)
            Want(_ledger, $"s{i}");
        Assert.Equal(Timeout.InfiniteTimeSpan, _ledger.NextExpiry());
        _ledger.NoteSubscribing(new VenueRequest(default, _ledger.Difference(2).Subscribe, 1));
        _clock.Advance(TimeSpan.FromSeconds(4));
        _ledger.NoteSubscribing(new VenueRequest(default, _ledger.Difference(2).Subscribe, 2));

        Assert.Single(_ledger.Difference(2).Subscribe);
        Assert.Equal(TimeSpan.FromSeconds(6), _ledger.NextExpiry());
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, _ledger.NextExpiry());
    }

    /// <summary>
    /// A venue that hears requests in order, some late and some never, against a ledger that others change between building and sending.
    /// Once all is quiet, what the venue holds is what is wanted.
    /// </summary>
    [Property(MaxTest = 1_000)]
    public Property Ledger_AfterAnySchedule_SettlesOnWhatIsWanted() => Prop.ForAll(
        Gen.Choose(0, 11).Zip(Gen.Choose(0, 3)).ListOf().ToArbitrary(),
        schedule =>
        {
            var model = new VenueModel();
            foreach (var (step, number) in schedule)
                model.Step(step, number);
            model.Settle();
            var settled = model.Wanted.SetEquals(model.Held) && model.Ledger.Count() == (model.Wanted.Count, model.Wanted.Count, 0);
            Assert.True(
                settled,
                $"wanted {string.Join(' ', model.Wanted)}, held {string.Join(' ', model.Held)}, {model.Ledger.Count()} after {string.Join(' ', schedule)}");
        });

    private static ChannelSubscription Channel(string name) => new(DataTypes.Trades, name);

    private static void Want(SubscriptionLedger ledger, string name) => ledger.Want(new WantedChannel(Channel(name), Symbol.Of(name)));

    private sealed class VenueModel
    {
        private readonly FakeTimeProvider _clock = new();
        private readonly Queue<(bool Subscribe, VenueRequest Request)> _wire = new();
        private readonly Queue<Action<SubscriptionLedger>> _back = new();
        private readonly Dictionary<string, DateTimeOffset> _inFlight = [];
        private readonly HashSet<string> _everHeld = [];
        private ImmutableArray<ChannelSubscription> _built = [];
        private bool _builtSubscribe;
        private long _id;

        public VenueModel() => Ledger = new SubscriptionLedger(_clock, Patience);

        public SubscriptionLedger Ledger { get; }

        public HashSet<string> Wanted { get; } = [];

        public HashSet<string> Held { get; } = [];

        public void Step(int step, int number)
        {
            var name = $"n{number}";
            switch (step)
            {
                case 0 or 1:
                    Wanted.Add(name);
                    Want(Ledger, name);
                    break;
                case 2 or 3:
                    Wanted.Remove(name);
                    Ledger.Unwant(Channel(name));
                    break;
                case 4 or 5:
                    Build(1 + number);
                    break;
                case 6 or 7:
                    Send();
                    break;
                case 8:
                    Hear(lost: number == 3);
                    break;
                case 9:
                    if (_back.TryDequeue(out var told))
                        told(Ledger);
                    break;
                case 10:
                    _clock.Advance(TimeSpan.FromSeconds(3 * number));
                    break;
                default:
                    if (Held.Contains(name))
                        _back.Enqueue(ledger => ledger.NoteData(Symbol.Of(name), DataTypes.Trades));
                    break;
            }
        }

        public void Settle()
        {
            Send();
            for (var i = 0; i < 40; i++)
            {
                Build(2);
                Send();
                Hear(lost: false);
                while (_back.TryDequeue(out var told))
                    told(Ledger);
                if (i == 20)
                    _clock.Advance(Patience);
            }
        }

        private void Build(int most)
        {
            if (!_built.IsEmpty)
                return;
            var (subscribe, unsubscribe) = Ledger.Difference(most);
            _builtSubscribe = unsubscribe.IsEmpty;
            _built = _builtSubscribe ? subscribe : unsubscribe;
            foreach (var channel in subscribe)
            {
                var again = _inFlight.TryGetValue(channel.NativeSymbol, out var at) && _clock.GetUtcNow() - at < Patience;
                Assert.False(again, $"{channel} is asked for while its request is under way");
            }
        }

        private void Send()
        {
            if (_built.IsEmpty)
                return;
            var request = new VenueRequest(default, _built, ++_id);
            if (_builtSubscribe)
                Ledger.NoteSubscribing(request);
            else
                Ledger.NoteUnsubscribing(request);
            foreach (var channel in _built)
            {
                _inFlight.Remove(channel.NativeSymbol);
                if (_builtSubscribe)
                    _inFlight[channel.NativeSymbol] = _clock.GetUtcNow();
            }

            _wire.Enqueue((_builtSubscribe, request));
            _built = [];
        }

        private void Hear(bool lost)
        {
            // A request that gets lost after an earlier subscription's last events is confirmed by them: only the data watchdogs see that.
            if (!_wire.TryDequeue(out var heard) || (lost && heard.Subscribe && !heard.Request.Covers.Any(channel => _everHeld.Contains(channel.NativeSymbol))))
                return;
            foreach (var channel in heard.Request.Covers)
            {
                if (heard.Subscribe)
                    _everHeld.Add(channel.NativeSymbol);
                if (heard.Subscribe)
                    Held.Add(channel.NativeSymbol);
                else
                    Held.Remove(channel.NativeSymbol);
            }

            if (heard.Subscribe)
                _back.Enqueue(ledger => ledger.NoteAcknowledged(heard.Request.Id));
        }
    }
}
