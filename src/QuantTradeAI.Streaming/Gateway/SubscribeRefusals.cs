using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Counts calls to subscribe that were refused, by cause. May be called from any thread.</summary>
internal sealed class SubscribeRefusals
{
    private long _invalid;
    private long _notServed;
    private long _ended;
    private long _failed;

    /// <summary>By cause, all of them always.</summary>
    public ImmutableSortedDictionary<string, long> Counts => ImmutableSortedDictionary<string, long>.Empty
        .Add("invalid", Interlocked.Read(ref _invalid))
        .Add("not_served", Interlocked.Read(ref _notServed))
        .Add("ended", Interlocked.Read(ref _ended))
        .Add("failed", Interlocked.Read(ref _failed));

    /// <summary>Does the work; counts when it is refused.</summary>
    public T Watch<T>(Func<T> subscribe)
    {
        try
        {
            return subscribe();
        }
        catch (Exception error)
        {
            Interlocked.Increment(ref CounterOf(error));
            throw;
        }
    }

    private ref long CounterOf(Exception error)
    {
        switch (error)
        {
            case ArgumentException:
                return ref _invalid;
            case ProviderConfigurationException:
                return ref _notServed;
            case InvalidOperationException:
                return ref _ended;
            default:
                return ref _failed;
        }
    }
}
