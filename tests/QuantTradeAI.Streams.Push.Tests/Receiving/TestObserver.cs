using Orleans.Streams;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

/// <summary>Writes down what it is told, one item at a time.</summary>
internal sealed class TestObserver<T> : IAsyncObserver<T>
{
    private readonly TaskCompletionSource _error = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Told { get; } = [];

    /// <summary>Completes with the first error that it is told.</summary>
    public Task ToldError => _error.Task;

    public Func<T, Task> OnNext { get; set; } = _ => Task.CompletedTask;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        Told.Add($"{token}");
        return OnNext(item);
    }

    public Task OnCompletedAsync()
    {
        Told.Add("end");
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        Told.Add(ex is StreamItemsLostException lost ? $"{lost.Reason} {lost.Epoch}/{lost.First}-{lost.Last}" : ex.Message);
        _error.TrySetResult();
        return Task.CompletedTask;
    }
}

/// <summary>Writes down what it is told, in batches.</summary>
internal sealed class TestBatchObserver<T> : IAsyncBatchObserver<T>
{
    private readonly TestObserver<T> _others = new();

    public List<string> Told => _others.Told;

    public Func<IList<SequentialItem<T>>, Task> OnNext { get; set; } = _ => Task.CompletedTask;

    public Task OnNextAsync(IList<SequentialItem<T>> items)
    {
        Told.Add($"[{string.Join(' ', items.Select(item => item.Token))}]");
        return OnNext(items);
    }

    public Task OnCompletedAsync() => _others.OnCompletedAsync();

    public Task OnErrorAsync(Exception ex) => _others.OnErrorAsync(ex);
}
