using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>A provider whose owner is on this silo.</summary>
/// <param name="name">The provider.</param>
/// <param name="epoch">The owner's epoch.</param>
/// <param name="pump">The way to the symbols.</param>
/// <param name="clock">How long wants linger.</param>
/// <param name="deactivate">Has its owner let go of it, for a reason. From any thread.</param>
internal sealed class HostedProvider(string name, long epoch, SymbolPump pump, TimeProvider clock, Action<string> deactivate)
{
    private readonly Lock _changing = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProviderStandingReport? _last;

    public string Name => name;

    public ProviderId Id { get; } = ProviderId.Of(name);

    public long Epoch => epoch;

    public SymbolPump Pump => pump;

    /// <summary>What the silos want of it.</summary>
    public WantedBook Wanted { get; } = new(clock);

    /// <summary>Why it cannot run; null when it can.</summary>
    public string? Problem { get; set; }

    /// <summary>Why it is about to leave this silo; null when it is not.</summary>
    public string? Leaving { get; set; }

    /// <summary>Ends when nothing of it runs here any more.</summary>
    public Task Released => _released.Task;

    /// <summary>Has its owner let go of it. Returns at once, from any thread.</summary>
    public void Deactivate(string reason) => deactivate(reason);

    /// <summary>Nothing of it runs here any more.</summary>
    public void NoteReleased() => _released.TrySetResult();

    /// <summary>Numbers a report: whether it tells anything new.</summary>
    public (ProviderStandingReport Report, bool IsNew) Number(ProviderStandingReport report)
    {
        lock (_changing)
        {
            if (_last is not null && report with { Number = _last.Number } == _last)
                return (_last, false);
            _last = report with { Number = (_last?.Number ?? 0) + 1 };
            return (_last, true);
        }
    }
}
