using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>What a frame says to the session instead of to subscribers.</summary>
public abstract record ControlSignal
{
    private ControlSignal()
    {
    }

    /// <summary>The venue is ready for subscriptions: a welcome or an authentication that succeeded.</summary>
    public sealed record Ready : ControlSignal;

    /// <summary>The request of that <see cref="VenueRequest.Id"/> was accepted.</summary>
    /// <param name="RequestId">The request's id.</param>
    public sealed record Acknowledged(long RequestId) : ControlSignal;

    /// <summary>The venue tells everything that this connection is subscribed to.</summary>
    /// <param name="Active">All of it, in any order; what the adapter does not know is left out.</param>
    public sealed record ActiveSubscriptions(ImmutableArray<ChannelSubscription> Active) : ControlSignal;

    /// <summary>A request failed.</summary>
    /// <param name="Message">The venue's words.</param>
    /// <param name="RequestId">The request's id; 0 when unknown.</param>
    /// <param name="NativeSymbol">The instrument it is about; null when unknown.</param>
    /// <param name="IsTerminal">Whether sending it again is pointless.</param>
    public sealed record Refused(string Message, long RequestId = 0, string? NativeSymbol = null, bool IsTerminal = false) : ControlSignal;

    /// <summary>The venue refuses the connection as a whole, such as its credentials: it ends here.</summary>
    /// <param name="Reason">In one word of a fixed few, for counting: <c>auth_failed</c>.</param>
    /// <param name="Message">The venue's words.</param>
    /// <param name="IsTerminal">Whether trying again, unchanged, is pointless; it is then tried as rarely as can be.</param>
    /// <param name="RetryAfter">How long to wait at least; null for the usual back-off.</param>
    public sealed record Failed(string Reason, string Message, bool IsTerminal = false, TimeSpan? RetryAfter = null) : ControlSignal;

    /// <summary>The venue will close this connection soon: replace it now.</summary>
    public sealed record ServerClosing : ControlSignal;

    /// <summary>The venue wants an answer to this frame, such as an application-level pong.</summary>
    /// <param name="Payload">The text message, UTF-8.</param>
    public sealed record Reply(ReadOnlyMemory<byte> Payload) : ControlSignal;
}
