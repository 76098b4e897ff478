namespace QuantTradeAI.Cluster.Symbols;

/// <summary>What is kept of a symbol.</summary>
[GenerateSerializer, Alias("QuantTradeAI.SymbolGrainState")]
internal sealed record SymbolGrainState
{
    /// <summary>The epoch of its last owner.</summary>
    [Id(0)]
    public long Epoch { get; init; }

    /// <summary>Where that owner ended, by stream; empty while it runs, and where it ended otherwise.</summary>
    [Id(1)]
    public Dictionary<string, StreamEnd> Ends { get; init; } = [];

    /// <summary>The last batch that owner took of each provider; as <see cref="Ends"/>.</summary>
    [Id(2)]
    public Dictionary<string, TakenBatch> Taken { get; init; } = [];

    /// <summary>The source of its consolidated stream; empty where there was none, otherwise as <see cref="Ends"/>.</summary>
    [Id(3)]
    public string Source { get; init; } = "";

    /// <summary>Who wanted which streams then, and for how much longer; as <see cref="Ends"/>.</summary>
    [Id(4)]
    public List<StreamLease> Leases { get; init; } = [];
}
