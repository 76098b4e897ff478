namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>Sums up what one process has entered at the grains of one silo, in whatever order.</summary>
/// <param name="Count">How many entries.</param>
/// <param name="Sum">Their hashes, combined by exclusive or.</param>
[GenerateSerializer, Immutable, Alias("push.EntryTally")]
internal readonly record struct EntryTally([property: Id(0)] int Count, [property: Id(1)] ulong Sum)
{
    public EntryTally With(ulong entry) => new(Count + 1, Sum ^ entry);

    public EntryTally Without(ulong entry) => new(Count - 1, Sum ^ entry);
}
