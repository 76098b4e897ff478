namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A venue's protocol on one connection. Every member is called within the venue's gate.</summary>
internal abstract class VenueSession(SimulatedVenue venue, SimulatedConnection connection) : IDisposable
{
    protected SimulatedVenue Venue { get; } = venue;

    protected SimulatedConnection Connection { get; } = connection;

    /// <summary>What the client holds, in the venue's words.</summary>
    public abstract IReadOnlyList<string> Subscriptions { get; }

    /// <summary>Starts the timers; the connection is open.</summary>
    public abstract void Open();

    public abstract void OnRequest(byte[] message);

    public virtual void OnPing()
    {
    }

    public virtual void OnPong(byte[] payload)
    {
    }

    public abstract void OnTrade(SimulatedTrade trade);

    public abstract void OnQuote(SimulatedQuote quote);

    public abstract void OnDepth(SimulatedDepth depth);

    /// <summary>Tells the client that the server will go down, where the venue does that.</summary>
    public virtual void OnServerShutdown()
    {
    }

    public abstract bool TakesTrades(string symbol);

    /// <summary>The trade's one message on this connection.</summary>
    public abstract byte[] EncodeTrade(SimulatedTrade trade);

    /// <summary>Where <see cref="EncodeTrade"/> has its ids and times.</summary>
    public abstract FloodFormat FloodFormat { get; }

    public abstract void Dispose();

    /// <summary>A timer whose callback runs within the gate.</summary>
    protected ITimer Timer(Action callback, TimeSpan due, TimeSpan period)
        => Venue.Time.CreateTimer(_ => Venue.Within(callback), null, due, period);
}
