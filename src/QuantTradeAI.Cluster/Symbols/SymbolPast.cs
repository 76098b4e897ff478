using System.Collections.Immutable;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>What a symbol's owner leaves to the next one when it ends orderly.</summary>
/// <param name="Ends">How far each stream had come.</param>
/// <param name="Taken">The last batch that was taken of each provider.</param>
/// <param name="Source">The source of its consolidated stream; empty where it had none.</param>
/// <param name="Leases">Who wants which streams, and for how much longer.</param>
internal sealed record SymbolPast(
    ImmutableDictionary<string, StreamEnd> Ends, ImmutableDictionary<string, TakenBatch> Taken, string Source, ImmutableArray<StreamLease> Leases)
{
    /// <summary>Nothing is known.</summary>
    public static SymbolPast None { get; } = new(ImmutableDictionary<string, StreamEnd>.Empty, ImmutableDictionary<string, TakenBatch>.Empty, "", []);

    /// <summary>As it was kept.</summary>
    public static SymbolPast Of(SymbolGrainState state) => new(
        state.Ends.ToImmutableDictionary(StringComparer.Ordinal), state.Taken.ToImmutableDictionary(StringComparer.Ordinal), state.Source, [.. state.Leases]);

    /// <summary>As it is kept.</summary>
    public SymbolGrainState ToState(long epoch) => new() { Epoch = epoch, Ends = new(Ends), Taken = new(Taken), Source = Source, Leases = [.. Leases] };
}
