using System.Collections.Concurrent;
using Orleans.Providers;
using Orleans.Serialization.Invocation;
using QuantTradeAI.Streaming.EndToEnd;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>Memory streams that lose batches on their way, as they do when a silo dies: who publishes hears nothing of it.</summary>
internal sealed class StreamLoss : IOutgoingGrainCallFilter
{
    private readonly SemaphoreSlim _lost = new(0);

    /// <summary>The stream of which everything is lost; null loses nothing.</summary>
    public StreamId? Of { get; set; }

    /// <summary>The queue that carries each stream, as far as something was published.</summary>
    public ConcurrentDictionary<StreamId, GrainId> Queues { get; } = new();

    /// <summary>Returns when another batch was lost.</summary>
    public Task WaitAsync() => Patience.For(_lost.WaitAsync(), "a batch to be lost");

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.Name != nameof(IMemoryStreamQueueGrain.Enqueue) || context.Request.GetArgument(0) is not MemoryMessageData data)
            return context.Invoke();
        Queues[data.StreamId] = context.TargetId;
        if (data.StreamId != Of)
            return context.Invoke();
        context.Response = Response.Completed;
        _lost.Release();
        return Task.CompletedTask;
    }
}
