using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Cluster.Symbols;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Tests.Symbols;

public sealed class StreamLeasesTests
{
    private static readonly string[] Subscribers = ["one", "two", "three"];
    private static readonly string[] Streams = ["BTC-USD", "BTC-USD@venue"];
    private static readonly DataTypes[] Kinds = [DataTypes.Trades, DataTypes.Quotes, DataTypes.Trades | DataTypes.Quotes];

    /// <summary>Against a list that is searched whole each time.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Leases_AreThoseOfAPlainList(int seed)
    {
        var random = new Random(seed);
        var clock = new FakeTimeProvider();
        var leases = new StreamLeases(clock);
        var plain = new Dictionary<(string Subscriber, string Stream), (DataTypes Kinds, DateTimeOffset Until)>();
        for (var step = 0; step < 3_000; step++)
        {
            var key = (Subscribers[random.Next(Subscribers.Length)], Streams[random.Next(Streams.Length)]);
            switch (random.Next(4))
            {
                case 0 or 1:
                    var lease = new StreamLease
                    {
                        Subscriber = key.Item1,
                        Stream = key.Item2,
                        DataTypes = Kinds[random.Next(Kinds.Length)],
                        Duration = TimeSpan.FromSeconds(random.Next(1, 60)),
                    };
                    var renews = plain.TryGetValue(key, out var before) && before.Kinds == lease.DataTypes;
                    Assert.True(leases.TryTake(lease, out var isRenewed));
                    Assert.Equal(renews, isRenewed);
                    plain[key] = (lease.DataTypes, clock.GetUtcNow() + lease.Duration);
                    break;
                case 2:
                    Assert.Equal(plain.Remove(key), leases.End(key.Item1, key.Item2));
                    break;
                default:
                    clock.Advance(TimeSpan.FromSeconds(random.Next(20)));
                    var over = plain.Where(pair => pair.Value.Until <= clock.GetUtcNow()).Select(pair => pair.Key).ToList();
                    over.ForEach(one => plain.Remove(one));
                    Assert.Equal(over.Count > 0, leases.Expire());
                    break;
            }

            Assert.Equal(plain.Count, leases.Count);
            Assert.Equal(
                plain.GroupBy(pair => pair.Key.Stream).Select(stream => (stream.Key, stream.Aggregate(DataTypes.None, (all, one) => all | one.Value.Kinds))).Order(),
                leases.Wanted().Select(pair => (pair.Key, pair.Value)).Order());
        }
    }
}
