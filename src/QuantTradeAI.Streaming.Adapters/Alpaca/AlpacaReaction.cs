using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>What one error of the venue's means for the session.</summary>
internal sealed record AlpacaReaction
{
    private enum Target
    {
        Nothing,
        Request,
        Connection,
    }

    private AlpacaReaction(string name, Target about, string advice) => (Name, About, Advice) = (name, about, advice);

    /// <summary>In one word, for counting.</summary>
    public string Name { get; }

    /// <summary>Whether it should never come, so that it is counted as rejected.</summary>
    public bool IsUnexpected { get; private init; }

    /// <summary>Whether nothing follows from it.</summary>
    public bool IsHarmless => About == Target.Nothing;

    private Target About { get; }

    private string Advice { get; }

    private bool IsTerminal { get; init; }

    private TimeSpan? RetryAfter { get; init; }

    /// <summary>The connection is over.</summary>
    public static AlpacaReaction Fail(string name, string advice, bool isTerminal = false, TimeSpan? retryAfter = null) =>
        new(name, Target.Connection, advice) { IsTerminal = isTerminal, RetryAfter = retryAfter };

    /// <summary>A request is refused for good; the connection and what it is subscribed to stay.</summary>
    public static AlpacaReaction Refuse(string name, string advice) => new(name, Target.Request, advice) { IsTerminal = true };

    /// <summary>A request that should never have been made so.</summary>
    public static AlpacaReaction Bug(string name, string advice) => new(name, Target.Request, advice) { IsTerminal = true, IsUnexpected = true };

    /// <summary>Nobody knows what it means; a request may have been refused.</summary>
    public static AlpacaReaction Puzzle(string name, string advice) => new(name, Target.Request, advice) { IsUnexpected = true };

    /// <summary>Nothing follows.</summary>
    public static AlpacaReaction Harmless(string name) => new(name, Target.Nothing, "");

    /// <summary>The word to the session; null when there is none.</summary>
    public ControlSignal? Signal(string venueWords, long code)
    {
        var message = $"{venueWords} ({code}): {Advice}.";
        return About switch
        {
            Target.Request => new ControlSignal.Refused(message, IsTerminal: IsTerminal),
            Target.Connection => new ControlSignal.Failed(Name, $"alpaca: {message}", IsTerminal, RetryAfter),
            _ => null,
        };
    }
}
