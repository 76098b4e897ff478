using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>One histogram of a family.</summary>
/// <param name="Counts">What was counted.</param>
/// <param name="Labels">Values of the family's labels, in their order.</param>
internal readonly record struct HistogramSample(LatencyCounts Counts, ImmutableArray<string> Labels);
