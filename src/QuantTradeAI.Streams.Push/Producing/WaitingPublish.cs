using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>A block whose producer waits for a place.</summary>
internal sealed class WaitingPublish(Block block)
{
    public Block Block => block;

    public TaskCompletionSource Published { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
