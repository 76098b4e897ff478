using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>Venues whose refusals name neither the request nor the instrument: they answer requests in turn.</summary>
public sealed class NamelessRefusalTests
{
    private static readonly ControlSignal.Refused Refusal = new("symbol limit exceeded", IsTerminal: true);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly SubscriptionLedger _ledger;
    private readonly List<ChannelSubscription> _held = [];

    public NamelessRefusalTests() => _ledger = new SubscriptionLedger(_clock, Patience);

    [Fact]
    public void Refusal_OfOneChannel_IsForGood()
    {
        Want("a");
        Ask(Channel("a"));

        _ledger.NoteRefused(Refusal);

        Assert.Equal((Channel("a"), "symbol limit exceeded"), _ledger.Refused().Single());
        Assert.Empty(_ledger.Difference(9).Subscribe);
    }

    [Fact]
    public void Refusal_AfterOtherAnswers_IsAboutTheRequestWhoseTurnItIs()
    {
        foreach (var name in (string[])["a", "b", "c"])
            Want(name);
        Ask(Channel("a"));
        Ask(Channel("b"));
        _ledger.Unwant(Channel("a"));
        _ledger.NoteUnsubscribing(new VenueRequest(default, [Channel("a")]));
        Ask(Channel("c"));

        _ledger.NoteActive([Channel("a")]);
        _ledger.NoteRefused(Refusal);
        _ledger.NoteActive([]);
        _ledger.NoteActive([Channel("c")]);

        Assert.Equal([Channel("b")], _ledger.Refused().Select(refused => refused.Channel));
        Assert.Equal((2, 1, 0), _ledger.Count());
    }

    [Fact]
    public void Refusal_OfAnUnsubscription_RefusesNothing()
    {
        Want("a");
        Ask(Channel("a"));
        _ledger.NoteActive([Channel("a")]);
        Want("b");
        _ledger.NoteUnsubscribing(new VenueRequest(default, [Channel("x")]));
        Ask(Channel("b"));

        _ledger.NoteRefused(Refusal);

        Assert.Empty(_ledger.Refused());
        _ledger.NoteRefused(Refusal);
        Assert.Equal([Channel("b")], _ledger.Refused().Select(refused => refused.Channel));
    }

    [Fact]
    public void Refusal_OfSeveralChannels_AsksByHalves()
    {
        foreach (var name in (string[])["a", "b", "c", "d"])
            Want(name);
        Ask([.. _ledger.Difference(9).Subscribe]);

        _ledger.NoteRefused(Refusal);

        Assert.Empty(_ledger.Refused());
        Assert.Equal([Channel("a"), Channel("b")], _ledger.Difference(9).Subscribe.AsEnumerable());
    }

    [Fact]
    public void Refusal_ForNow_TakesItsTurnAndNothingElse()
    {
        Want("a");
        Want("b");
        Ask(Channel("a"));
        Ask(Channel("b"));

        _ledger.NoteRefused(Refusal with { IsTerminal = false });
        _ledger.NoteRefused(Refusal);

        Assert.Equal([Channel("b")], _ledger.Refused().Select(refused => refused.Channel));
    }

    [Fact]
    public void Refusal_AfterTheDeadline_IsAboutNoRequest()
    {
        Want("a");
        Ask(Channel("a"));
        _clock.Advance(Patience);

        _ledger.NoteRefused(Refusal);

        Assert.Empty(_ledger.Refused());
        Assert.Single(_ledger.Difference(9).Subscribe);
    }

    [Fact]
    public void Refusal_WhereRequestsHaveIds_WaitsForItsDeadline()
    {
        Want("a");
        _ledger.NoteSubscribing(new VenueRequest(default, [Channel("a")], 1));

        _ledger.NoteRefused(Refusal);

        Assert.Empty(_ledger.Refused());
        Assert.Equal((1, 0, 1), _ledger.Count());
    }

    [Theory]
    [InlineData(40, 30)]
    [InlineData(30, 30)]
    [InlineData(31, 30)]
    [InlineData(7, 1)]
    [InlineData(5, 0)]
    [InlineData(400, 30)]
    public void Limit_ThatIsNotKnown_IsFilledExactly(int wanted, int limit)
    {
        for (var i = 0; i < wanted; i++)
            Want($"s{i}");

        var requests = Settle(limit);

        var taken = Math.Min(wanted, limit);
        Assert.Equal((wanted, taken, 0), _ledger.Count());
        Assert.Equal(wanted - taken, _ledger.Refused().Length);
        Assert.InRange(requests, 1, wanted - taken + 20);
    }

    [Fact]
    public void Requests_AfterAnAcceptedOne_GrowAgain()
    {
        for (var i = 0; i < 8; i++)
            Want($"s{i}");
        Settle(limit: 4);
        for (var i = 8; i < 108; i++)
            Want($"s{i}");

        Assert.InRange(Settle(limit: 1_000), 1, 9);
        Assert.Equal(104, _ledger.Count().Active);
    }

    /// <summary>A venue that takes so many channels, and a request whole or not at all. Returns how many requests it took.</summary>
    private int Settle(int limit)
    {
        for (var requests = 0; ; requests++)
        {
            var asked = _ledger.Difference(400).Subscribe;
            if (asked.IsEmpty)
                return requests;
            Ask([.. asked]);
            if (_held.Count + asked.Length > limit)
            {
                _ledger.NoteRefused(Refusal);
                continue;
            }

            _held.AddRange(asked);
            _ledger.NoteActive([.. _held]);
        }
    }

    private void Ask(params ImmutableArray<ChannelSubscription> channels) => _ledger.NoteSubscribing(new VenueRequest(default, channels));

    private void Want(string name) => _ledger.Want(new WantedChannel(Channel(name), Symbol.Of(name)));

    private static ChannelSubscription Channel(string name) => new(DataTypes.Trades, name);
}
