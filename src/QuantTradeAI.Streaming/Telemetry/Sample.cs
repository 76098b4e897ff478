using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>One number of a family.</summary>
/// <param name="Value">The number, in the family's unit.</param>
/// <param name="Labels">Values of the family's labels, in their order.</param>
internal readonly record struct Sample(double Value, ImmutableArray<string> Labels)
{
    /// <summary>A number with its labels.</summary>
    public static Sample Of(double value, params ReadOnlySpan<string> labels) => new(value, [.. labels]);
}
