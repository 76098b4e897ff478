using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>
/// What the decoders of venues that speak JSON share: one object is one event, an array is walked element by element. Nothing of
/// a frame comes out before all of it has proved to be JSON.
/// </summary>
internal abstract class JsonFrameDecoder(DecoderContext context) : IFrameDecoder
{
    /// <summary>Far more than any venue puts into one frame; what follows is stepped over.</summary>
    public const int MaxElements = 65_536;

    protected const string Unsubscribed = "unsubscribed";
    protected const string Other = "other";
    private const string Empty = "empty";

    protected ProviderId Provider { get; } = context.Provider;

    protected NativeSymbolTable Symbols { get; } = context.Symbols;

    public void Decode(ReadOnlySpan<byte> frame, UnixNanos receiveTime, FrameOutput output)
    {
        var cursor = new JsonCursor(frame);
        switch (cursor.Peek())
        {
            case JsonKind.Object:
                DecodeObject(ref cursor, isRoot: true, receiveTime, output);
                break;
            case JsonKind.Array:
                DecodeArray(ref cursor, receiveTime, output);
                break;
            default:
                cursor.ReadValue();
                output.Reject(cursor.IsComplete() ? Problems.BadRoot : Problems.BadJson);
                break;
        }
    }

    /// <summary>
    /// Reads the object that stands here, to its end; if it is the root, makes sure that nothing follows. Adds its event, or says why not.
    /// </summary>
    protected abstract void DecodeObject(ref JsonCursor cursor, bool isRoot, UnixNanos receiveTime, FrameOutput output);

    /// <summary>Whether the object was read to its end, and is all there is if it is the root; says so if not.</summary>
    protected static bool IsSound(ref JsonCursor cursor, bool isRoot, FrameOutput output)
    {
        var sound = !cursor.Failed && (!isRoot || cursor.IsComplete());
        if (!sound)
            output.Reject(Problems.BadJson);
        return sound;
    }

    /// <summary>The event's symbol; when there is none, says why.</summary>
    protected bool TryFindSymbol(ref JsonFields fields, int field, FrameOutput output, out Symbol symbol)
    {
        if (fields.TrySymbol(field, Symbols, out symbol))
            return true;
        if (fields.Problem is { } problem)
            output.Reject(problem);
        else
            output.Ignore(Unsubscribed);
        return false;
    }

    private void DecodeArray(ref JsonCursor cursor, UnixNanos receiveTime, FrameOutput output)
    {
        var before = output.Mark();
        cursor.TryEnter();
        var count = 0;
        for (; cursor.NextElement(); count++)
        {
            if (count >= MaxElements)
            {
                cursor.ReadValue();
            }
            else if (cursor.Peek() == JsonKind.Object)
            {
                DecodeObject(ref cursor, isRoot: false, receiveTime, output);
            }
            else
            {
                cursor.ReadValue();
                output.Reject(Problems.BadElement);
            }
        }

        if (!cursor.IsComplete())
        {
            output.Rewind(before);
            output.Reject(Problems.BadJson);
        }
        else if (count > MaxElements)
        {
            output.Reject(Problems.TooManyElements);
        }
        else if (count == 0)
        {
            output.Ignore(Empty);
        }
    }
}
