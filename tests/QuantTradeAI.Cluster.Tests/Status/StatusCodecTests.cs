using System.Collections;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using QuantTradeAI.Cluster.Status;
using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Cluster.Tests.Status;

public sealed class StatusCodecTests
{
    private const string Silo = "S10.0.0.1:11111:1";

    [Fact]
    public void Status_Full_IsReadAsWritten()
    {
        var part = StatusCodec.Write(Silo, StatusSample.Create());

        Assert.Equal((Silo, 1), (part.Silo, part.Version));
        Assert.Equal(StatusText.Of(StatusSample.Create()), StatusText.Of(StatusCodec.ReadStatus(part)));
    }

    [Fact]
    public void Status_OfAGatewayThatJustBegan_IsReadAsWritten()
    {
        var full = FullStatus.Create();
        var empty = new GatewayStatus(full.Configuration, null, [], [], [], new HubTotals(ImmutableDictionary<ProviderId, StreamCounters>.Empty, default, 0));

        Assert.Equal(StatusText.Of(empty), StatusText.Of(StatusCodec.ReadStatus(StatusCodec.Write(Silo, empty))));
    }

    /// <summary>Else a member that the codec forgets would not show.</summary>
    [Fact]
    public void Sample_HoldsSomethingInEveryMember()
    {
        var seen = new Dictionary<string, bool>();
        Look(StatusSample.Create(), seen);

        Assert.True(seen.Count > 150, "Expected to have looked at all members.");
        Assert.Empty(seen.Where(member => !member.Value).Select(member => member.Key));
    }

    [Fact]
    public void Counters_AreReadAsWritten()
    {
        var counters = StatusSample.Create().Totals.Providers.Add(ProviderId.Of("beta"), new StreamCounters { Late = long.MaxValue });

        var read = StatusCodec.ReadCounters(StatusCodec.Write(Silo, counters));

        Assert.Equal(counters.OrderBy(one => one.Key.Name), read.OrderBy(one => one.Key.Name));
    }

    [Fact]
    public void Member_OfANewerSilo_IsLeftOut()
    {
        var text = Encoding.UTF8.GetString(StatusCodec.Write(Silo, StatusSample.Create()).Json.Span);
        var newer = new StatusPart(Silo, 1, Encoding.UTF8.GetBytes($$"""{"new_member":{"a":[1]},{{text[1..]}}"""));

        Assert.Equal(StatusText.Of(StatusSample.Create()), StatusText.Of(StatusCodec.ReadStatus(newer)));
    }

    [Theory]
    [InlineData("health")]
    [InlineData("groups")]
    [InlineData("alerts")]
    [InlineData("storage")]
    [InlineData("queues")]
    [InlineData("subscribe_refusals")]
    public void Member_ThatAnOlderSiloDoesNotTell_HasItsDefault(string member)
    {
        var json = JsonNode.Parse(StatusCodec.Write(Silo, StatusSample.Create()).Json.Span)!.AsObject();
        Assert.True(json.Remove(member));
        var full = StatusSample.Create();
        var expected = new GatewayStatus(full.Configuration, full.Discovery, full.Providers, full.Streams, full.Subscriptions, full.Totals)
        {
            Phase = full.Phase,
            StartedAt = full.StartedAt,
            Health = member == "health" ? [] : full.Health,
            Groups = member == "groups" ? [] : full.Groups,
            Alerts = member == "alerts" ? AlertsStatus.None : full.Alerts,
            Storage = member == "storage" ? null : full.Storage,
            Queues = member == "queues" ? default : full.Queues,
            SubscribeRefusals = member == "subscribe_refusals" ? ImmutableSortedDictionary<string, long>.Empty : full.SubscribeRefusals,
        };

        var read = StatusCodec.ReadStatus(new StatusPart(Silo, 1, Encoding.UTF8.GetBytes(json.ToJsonString())));

        Assert.Equal(StatusText.Of(expected), StatusText.Of(read));
    }

    [Theory]
    [InlineData("configuration")]
    [InlineData("providers")]
    [InlineData("streams")]
    [InlineData("subscriptions")]
    [InlineData("totals")]
    public void Member_ThatEveryStatusHas_IsMissed(string member)
    {
        var json = JsonNode.Parse(StatusCodec.Write(Silo, StatusSample.Create()).Json.Span)!.AsObject();
        Assert.True(json.Remove(member));

        var error = Assert.Throws<FormatException>(() => StatusCodec.ReadStatus(new StatusPart(Silo, 1, Encoding.UTF8.GetBytes(json.ToJsonString()))));

        Assert.Contains(member, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GapReason_OfANewerSilo_IsCountedAsAGap()
    {
        var read = StatusCodec.ReadStatus(Changed(StatusCodec.Write(Silo, FullStatus.Create()), "SlowSubscriber", "Earthquake")).Totals;

        Assert.Equal((8, 12), (read.Subscribers.GapsByReason[GapReason.VenueGap], read.Subscribers.GapsByReason.Total));
    }

    [Fact]
    public void Version_NotKnown_NamesTheSilo() => Assert.Contains(
        $"silo {Silo} has version 2; expected 1",
        Assert.Throws<FormatException>(() => StatusCodec.ReadStatus(new StatusPart(Silo, 2, "{}"u8.ToArray()))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"configuration\":")]
    public void Json_ThatIsNoStatus_IsRefused(string json) => Assert.Contains(
        $"silo {Silo} is ", Assert.Throws<FormatException>(() => StatusCodec.ReadStatus(new StatusPart(Silo, 1, Encoding.UTF8.GetBytes(json)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"stream\":\"BTC-USD@alpha\"", "\"stream\":\"@\"")]
    [InlineData("\"source\":\"alpha\"", "\"source\":\"a b\"")]
    [InlineData("\"last_quote\":\"AQ", "\"last_quote\":\"BQ")]
    [InlineData("\"last_event_time\":", "\"last_event_time\":\"x\",\"n\":")]
    [InlineData("\"gaps_by_reason\":{", "\"gaps_by_reason\":[],\"n\":{")]
    [InlineData("\"Disconnected\":2", "\"Disconnected\":\"x\"")]
    [InlineData("\"phase\":\"Running\"", "\"phase\":\"Hovering\"")]
    public void Value_OutOfRange_IsRefused(string from, string to) =>
        Assert.Throws<FormatException>(() => StatusCodec.ReadStatus(Changed(StatusCodec.Write(Silo, StatusSample.Create()), from, to)));

    private static StatusPart Changed(StatusPart part, string from, string to)
    {
        var text = Encoding.UTF8.GetString(part.Json.Span);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return part with { Json = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)) };
    }

    private static void Look(object? value, Dictionary<string, bool> seen)
    {
        switch (value)
        {
            case null or GapCounts or Trade or Quote or FeedStatus or StreamKey:
            case var _ when StatusText.IsValue(value):
                break;
            case IEnumerable items:
                foreach (var item in items)
                    Look(item, seen);
                break;
            case var _ when value.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>):
                Look(pair.GetProperty("Value")!.GetValue(value), seen);
                break;
            default:
                foreach (var (name, get) in StatusText.Members(value.GetType()))
                {
                    var member = get(value);
                    var key = $"{value.GetType().Name}.{name}";
                    seen[key] = seen.GetValueOrDefault(key) || !IsDefault(member);
                    Look(member, seen);
                }

                break;
        }
    }

    private static bool IsDefault(object? value) => value switch
    {
        null or "" => true,
        ICollection { Count: 0 } => true,
        _ => value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType())),
    };
}
