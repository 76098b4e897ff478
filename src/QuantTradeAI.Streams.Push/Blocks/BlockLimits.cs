namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>What holds of every block, so that nothing is allocated because a block says so.</summary>
internal static class BlockLimits
{
    /// <summary>Bytes before an object: its length.</summary>
    public const int ObjectPrefix = sizeof(int);

    /// <summary>The least bytes that an object takes.</summary>
    public const int LeastObject = ObjectPrefix + 1;
}
