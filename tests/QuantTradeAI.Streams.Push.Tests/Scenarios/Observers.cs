using Orleans.Streams;

namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>Takes items one at a time.</summary>
internal sealed class SingleObserver(Seen.Subscriber seen) : IAsyncObserver<long>
{
    public Task OnNextAsync(long item, StreamSequenceToken? token = null)
    {
        seen.Took([item]);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        seen.Failed(ex);
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync()
    {
        seen.Completed();
        return Task.CompletedTask;
    }
}

/// <summary>Takes items as they come.</summary>
internal sealed class BatchObserver(Seen.Subscriber seen) : IAsyncBatchObserver<long>
{
    public Task OnNextAsync(IList<SequentialItem<long>> items)
    {
        seen.Took(items.Select(item => item.Item));
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        seen.Failed(ex);
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync()
    {
        seen.Completed();
        return Task.CompletedTask;
    }
}
