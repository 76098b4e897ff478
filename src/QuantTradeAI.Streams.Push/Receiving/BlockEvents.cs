using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>What a block means for an observer.</summary>
internal static class BlockEvents
{
    /// <summary>What to tell instead of items: an error, or the stream's completion; null where there are items.</summary>
    public static (Exception? Error, bool IsEnd)? NoItemsOf<T>(ReceivedBlock block, BlockCodec<T> codec, PushMeters meters, out T[] items)
    {
        items = [];
        if (block.Loss is { } loss)
            return (loss, false);
        switch (block.Block.Kind)
        {
            case BlockKind.Error:
                return (codec.ErrorOf(block.Block), false);
            case BlockKind.Completed:
                return (null, true);
        }

        try
        {
            items = block.ItemsAs(codec);
            return null;
        }
        catch (FormatException)
        {
            meters.Dropped(block.Count, LossReason.Unreadable);
            return (new StreamItemsLostException(block.Epoch, block.First, block.First + block.Count - 1, block.Count, LossReason.Unreadable), false);
        }
    }
}
