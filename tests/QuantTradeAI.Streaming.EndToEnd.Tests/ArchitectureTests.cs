using System.Reflection;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Adapters;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Dependencies point one way, and log lines can be told apart.</summary>
public sealed class ArchitectureTests
{
    private const string Prefix = "QuantTradeAI.";

    private static readonly Assembly Abstractions = typeof(Trade).Assembly;
    private static readonly Assembly Engine = typeof(StreamingGateway).Assembly;
    private static readonly Assembly Adapters = typeof(BuiltInAdapters).Assembly;
    private static readonly Assembly Http = typeof(OperatorSurface).Assembly;
    private static readonly Assembly Simulator = typeof(VenueSimulator).Assembly;

    [Fact]
    public void Abstractions_ReferenceNothingButTheFramework() =>
        Assert.All(Abstractions.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal));

    [Fact]
    public void Engine_KnowsNoVenueAndNoHost() => Assert.Equal(["QuantTradeAI.Streaming.Abstractions"], Ours(Engine));

    [Fact]
    public void Adapters_BuildOnTheContractAlone() => Assert.DoesNotContain(Ours(Adapters), name => name.Contains("Simulator", StringComparison.Ordinal));

    [Fact]
    public void Http_BuildsOnTheEngineAlone() =>
        Assert.Empty(Ours(Http).Except(["QuantTradeAI.Streaming", "QuantTradeAI.Streaming.Abstractions"]));

    [Fact]
    public void Simulator_SharesNoCodeWithWhatItTests() => Assert.Empty(Ours(Simulator));

    [Fact]
    public void Streaming_NeverReferencesOrleans() =>
        Assert.All(
            (Assembly[])[Abstractions, Engine, Adapters, Http, Simulator],
            assembly => Assert.DoesNotContain(
                assembly.GetReferencedAssemblies(), name => name.Name!.Contains("Orleans", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void LogEvents_HaveNumbersOfTheirOwn()
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var numbers = ((Assembly[])[Engine, Adapters, Http, Simulator])
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(Any | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(attribute => attribute.EventId)
            .ToList();

        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Distinct(), numbers);
        Assert.All(numbers, number => Assert.InRange(number, 1_000, 9_999));
    }

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order();
}
