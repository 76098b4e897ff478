namespace QuantTradeAI.Cluster.Codec;

/// <summary>Why a block cannot be read.</summary>
internal static class BlockError
{
    public static FormatException Of(string why) => new($"The block of market data is damaged: {why}.");

    public static FormatException OfEvent(int index, string why) => Of($"event {index} {why}");

    public static FormatException OfVersion(byte version) =>
        new($"The block of market data has version {version}; expected {LayoutV1.Version}. Its writer is newer than this process.");
}
