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

    /// <summary>Returns when the old session has ended and the next one serves.</summary>
    /// <param name="clock">Patience.</param>
    /// <param name="stop">The gateway stops: the old session ends all the same, the next one is not started any more.</param>
    public async Task CompleteAsync(TimeProvider clock, CancellationToken stop)
    {
        if (next is null || !CanOverlap)
        {
            await old.DisconnectAsync(CancellationToken.None).ConfigureAwait(false);
            if (!stop.IsCancellationRequested)
                next?.Start();
            return;
        }

        var serves = false;
        next.StandBy();
        next.Start();
        try
        {
            serves = await ServesInTimeAsync(next, clock, stop).ConfigureAwait(false);
        }
        finally
        {
            next.ForgetLosses();
            await (serves ? old.RetireAsync(CancellationToken.None) : old.DisconnectAsync(CancellationToken.None)).ConfigureAwait(false);
            next.TakeOver();
        }
    }

    /// <summary>Where the old session delivers nothing, there is nothing to gain by waiting for the next one.</summary>
    private bool CanOverlap => old.AllowsOverlap && next!.AllowsOverlap && old.TradeIds == next.TradeIds
        && old.GetHealthStatus().State is ProviderState.Live or ProviderState.Subscribing;

    /// <summary>Whether the next session comes to deliver all that the old one does, of what is still wanted.</summary>
    private async Task<bool> ServesInTimeAsync(ProviderSession session, TimeProvider clock, CancellationToken stop)
    {
        var serves = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            var health = session.GetHealthStatus();
            if (health.State is not (ProviderState.Live or ProviderState.Idle))
                return;
            if (session.ServesAll(old.Active()))
                serves.TrySetResult(true);
            else if (!health.Refused.IsEmpty)
                serves.TrySetResult(false);
        }

        session.Changed += Look;
        try
        {
            Look();
            return await serves.Task.WaitAsync(Patience, clock, stop).ConfigureAwait(false);
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
