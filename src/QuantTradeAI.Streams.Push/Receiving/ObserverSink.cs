using Microsoft.Extensions.Logging;
using Orleans.Streams;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Gives items to an observer of this process, in order and each once, also those behind one at which it threw.</summary>
internal sealed class ObserverSink<T> : IStreamSink
{
    private readonly StreamId _stream;
    private readonly BlockCodec<T> _codec;
    private readonly IAsyncObserver<T>? _single;
    private readonly IAsyncBatchObserver<T>? _batch;
    private readonly PushMeters _meters;
    private readonly ILogger _logger;
    private readonly LogPace _pace;

    /// <param name="stream">For logs.</param>
    /// <param name="name">For logs.</param>
    /// <param name="observer">An <see cref="IAsyncObserver{T}"/> or <see cref="IAsyncBatchObserver{T}"/>.</param>
    /// <param name="codec">Reads the items.</param>
    /// <param name="meters">The provider's.</param>
    /// <param name="time">Paces the log.</param>
    /// <param name="logger">Gets paced lines.</param>
    public ObserverSink(StreamId stream, string name, object observer, BlockCodec<T> codec, PushMeters meters, TimeProvider time, ILogger logger)
    {
        (_stream, Name, _codec, _meters, _logger) = (stream, name, codec, meters, logger);
        _pace = new LogPace(time);
        _batch = observer as IAsyncBatchObserver<T>;
        _single = _batch is null ? (IAsyncObserver<T>)observer : null;
    }

    public string Name { get; }

    public long Unread { get; private set; }

    /// <inheritdoc/>
    /// <remarks>The observer runs where this is called.</remarks>
    public async Task TakeAsync(IReadOnlyList<ReceivedBlock> received)
    {
        Unread = 0;
        SequentialItems<T>? batch = null;
        for (var i = 0; i < received.Count; i++)
        {
            var block = received[i];
            if (block.Loss is null && block.Block.Kind is BlockKind.Values or BlockKind.Objects && TryRead(block, out var items))
            {
                if (_single is not null)
                    await GiveEachAsync(_single, items, block);
                else
                    (batch ??= new()).Add(items, block.Epoch, block.First);
                continue;
            }

            if (batch is not null)
                await GiveBatchAsync(batch);
            batch = null;
            await TellAsync(block);
        }

        if (batch is not null)
            await GiveBatchAsync(batch);
    }

    private async Task GiveEachAsync(IAsyncObserver<T> observer, ArraySegment<T> items, ReceivedBlock block)
    {
        for (var i = 0; i < items.Count; i++)
        {
            try
            {
                var call = observer.OnNextAsync(items[i], new PushSequenceToken(block.Epoch, block.First + i));
                if (!call.IsCompletedSuccessfully)
                    await call;
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }
    }

    private async Task GiveBatchAsync(SequentialItems<T> items)
    {
        try
        {
            await _batch!.OnNextAsync(items);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>Tells a loss, an error or the end.</summary>
    private async Task TellAsync(ReceivedBlock block)
    {
        try
        {
            if (block.Loss is null && block.Block.Kind == BlockKind.Completed)
                await (_single?.OnCompletedAsync() ?? _batch!.OnCompletedAsync());
            else
                await TellAsync(block.Loss ?? ErrorOf(block));
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private Task TellAsync(Exception error) => _single?.OnErrorAsync(error) ?? _batch!.OnErrorAsync(error);

    private Exception ErrorOf(ReceivedBlock block)
    {
        if (block.Block.Kind != BlockKind.Error)
            return Unreadable(block);
        try
        {
            return _codec.ReadError(block.Block);
        }
        catch (FormatException e)
        {
            NoteUnread(block, e);
            return Unreadable(block);
        }
    }

    private bool TryRead(ReceivedBlock block, out ArraySegment<T> items)
    {
        try
        {
            items = block.Items(_codec);
            return true;
        }
        catch (FormatException e)
        {
            NoteUnread(block, e);
            items = default;
            return false;
        }
    }

    private void NoteUnread(ReceivedBlock block, FormatException error)
    {
        Unread += block.Count;
        _meters.Dropped(block.Count, LossReason.Unreadable);
        if (_pace.IsDue(out var count))
            _logger.Unreadable(Name, _stream, error.Message, count);
    }

    private static StreamItemsLostException Unreadable(ReceivedBlock block) => new(block.Epoch, block.First, block.Last, block.Count, LossReason.Unreadable);

    private void Fail(Exception error)
    {
        _meters.Failed();
        if (_pace.IsDue(out var failures))
            _logger.ObserverFailed(error, Name, failures);
    }
}
