using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Tests.Blocks;

/// <summary>48 bytes.</summary>
internal readonly record struct Tick(long Time, double Bid, double Ask, double BidSize, double AskSize, long Number)
{
    public static Tick[] From(long first, int count) => [.. Enumerable.Range(0, count).Select(i => new Tick(7, 1.5, 2.5, 10, 20, first + i))];
}

[GenerateSerializer, Alias("test.Shape")]
internal record Shape([property: Id(0)] string Name);

[GenerateSerializer, Alias("test.Circle")]
internal sealed record Circle(string Name, [property: Id(0)] double Radius) : Shape(Name);

[GenerateSerializer, Alias("test.Pair")]
internal sealed record Pair([property: Id(0)] Shape? One, [property: Id(1)] Shape? Other);

internal static class Codecs
{
    public static Serializer Serializer { get; } = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static BlockCodec<Tick> Ticks { get; } = new(Serializer);

    public static BlockCodec<Shape> Shapes { get; } = new(Serializer);

    public static BlockCodec<string> Strings { get; } = new(Serializer);
}
