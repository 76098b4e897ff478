using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// The way from one session of a provider to the next. Where the venue takes two connections and trade ids tell repetitions, the next one
/// is live before the old one ends; else the old one ends first, and subscribers hear of the gap.
/// </summary>
internal sealed class Handover(ProviderSession old, ProviderSession? next)
{
    /// <summary>How long the next session may take to be live while the old one still delivers.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns when the old session has ended, which it does even if waiting for the next one is cancelled.</summary>
    public async Task CompleteAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        if (next is null || !old.AllowsOverlap || !next.AllowsOverlap)
        {
            await old.DisconnectAsync(CancellationToken.None).ConfigureAwait(false);
            if (!cancellationToken.IsCancellationRequested)
                next?.Start();
            return;
        }

        var isLive = false;
        next.StandBy();
        next.Start();
        try
        {
            isLive = await IsLiveInTimeAsync(next, clock, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await (isLive ? old.RetireAsync(CancellationToken.None) : old.DisconnectAsync(CancellationToken.None)).ConfigureAwait(false);
            next.TakeOver();
        }
    }

    private static async Task<bool> IsLiveInTimeAsync(ProviderSession session, TimeProvider clock, CancellationToken cancellationToken)
    {
        var live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (session.GetHealthStatus().State is ProviderState.Live or ProviderState.Idle)
                live.TrySetResult();
        }

        session.Changed += Look;
        try
        {
            Look();
            await live.Task.WaitAsync(Patience, clock, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            session.Changed -= Look;
        }
    }
}
