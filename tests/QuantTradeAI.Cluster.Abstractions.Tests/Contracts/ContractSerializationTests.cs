using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Contracts;

public sealed class ContractSerializationTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly AdapterReport Adapter = new("binance", "1.2.3", "built_in", "spot");
    private static readonly ConfigurationFile File = new("streaming.yaml", "providers: {}");
    private static readonly StreamEnd End = new(3, 10, 20, 30, 40);
    private static readonly StreamBatchNumbers Batches = new(1, 2, 3, 4);

    private static readonly ProviderStandingReport Standing = new()
    {
        Provider = "binance",
        Epoch = 3,
        Silo = "S10.0.0.1:11111:1",
        IsUsable = true,
        Since = Now,
        Reason = "silent",
        Offers = DataTypes.Trades | DataTypes.Quotes,
        Version = "1.2.3",
        Number = 9,
    };

    /// <summary>One of each, no member at its default.</summary>
    private static readonly object[] Samples =
    [
        Adapter,
        File,
        End,
        Standing,
        new ClusterConfiguration(4, "streaming.yaml", [File, File]),
        new ConfigurationOffer("silo", "streaming.yaml", [File], true),
        new IntakeReply(true, 7),
        new OperationReply("done", "It is isolated."),
        new OperationRequest("isolate", "maintenance"),
        new ProviderFacts(TradeIdRule.Consecutive, "binance", DataTypes.Trades),
        new ProviderBatch { Provider = "binance", Epoch = 3, Number = 12, Events = new byte[] { 1, 2, 3 }, Facts = new ProviderFacts(TradeIdRule.Growing, "binance", DataTypes.Quotes) },
        new ProviderHealthView
        {
            Standing = Standing, State = ProviderState.Live, Circuit = "open", BreakLeft = TimeSpan.FromSeconds(3), Subscriptions = 2, Events = 5, Connects = 6, Disconnects = 7,
            LastDataAt = Now, LastError = "closed", StorageProblem = "disk full", Dropped = 8,
        },
        new SiloReport { Silo = "silo", Name = "one", Adapters = [Adapter], ConfigurationVersion = 4, ConfigurationProblem = "a variable is missing" },
        new RegistryView
        {
            Silos = [new SiloReport { Silo = "silo", Name = "one", Adapters = [Adapter], ConfigurationVersion = 4, ConfigurationProblem = "a variable is missing" }], ConfigurationVersion = 5, ConfigurationHash = "ab12", Serving = [Adapter],
        },
        new StatusPart("silo", 1, "{}"u8.ToArray()),
        new StreamBatch { Epoch = 3, Events = new byte[] { 1 }, Continues = End, Number = 8 },
        Batches,
        new StreamLease { Subscriber = "client", Stream = "BTC-USD", DataTypes = DataTypes.Trades, Duration = TimeSpan.FromMinutes(1) },
        new StreamPosition { Last = End, Continues = End, State = FeedStatusKind.Stale, Source = "binance", LastKnown = new byte[] { 1, 2 }, Problem = "not served", Batches = Batches, Refused = DataTypes.OrderBook },
        new StreamReplayRequest { Stream = "BTC-USD", DataType = DataTypes.Trades, Epoch = 3, From = 4, To = 5 },
        new WantedSymbol("BTC-USD", DataTypes.OrderBook),
        new WantedBySilo("silo", 12, [new WantedSymbol("BTC-USD", DataTypes.Quotes)]),
    ];

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer(builder => builder.AddAssembly(typeof(ProviderBatch).Assembly)).BuildServiceProvider();

    public static TheoryData<Type> Contracts => [.. Samples.Select(sample => sample.GetType())];

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Samples_AreOneOfEachContract() => Assert.Equal(
        typeof(ProviderBatch).Assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null).Select(type => type.Name).Order(),
        Samples.Select(sample => sample.GetType().Name).Order());

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Contract_ThroughTheSerializer_StaysWhatItIs(Type contract)
    {
        var sample = Samples.Single(one => one.GetType() == contract);
        foreach (var property in contract.GetProperties())
            Assert.False(IsDefault(property.GetValue(sample)), $"The sample's {property.Name} is its default, so that a loss would not show.");

        var serializer = _services.GetRequiredService<Serializer>();
        var read = serializer.Deserialize<object>(serializer.SerializeToArray(sample));

        Assert.IsType(contract, read);
        Assert.Equal(JsonSerializer.Serialize(sample, contract), JsonSerializer.Serialize(read, contract));
    }

    private static bool IsDefault(object? value) => value is null or "" || (value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType())));
}
