namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>
/// What to do about each of the venue's errors. 400 to 409 and 500 are documented; 410 and 411 are in its Go SDK (<c>errors.go</c>). An error does not
/// say which request it answers: the session knows which one has waited longest.
/// </summary>
internal static class AlpacaErrors
{
    private const string CheckKey = "check the account's api_key and api_secret";

    /// <summary>An error that the table does not know: a connection that goes on and delivers is better than none.</summary>
    public static readonly AlpacaReaction Unknown = AlpacaReaction.Puzzle("unknown_error", "see the venue's documentation");

    private static readonly Dictionary<long, AlpacaReaction> ByCode = new()
    {
        [400] = AlpacaReaction.Bug("invalid_syntax", "this is a bug of the adapter's: please report it"),
        [401] = AlpacaReaction.Fail("not_authenticated", "subscriptions went out before the authentication; it is started over"),
        [402] = AlpacaReaction.Fail("auth_failed", CheckKey, isTerminal: true),
        [403] = AlpacaReaction.Harmless("already_authenticated"),
        [404] = AlpacaReaction.Fail("auth_timeout", "the authentication came too late; it is started over"),
        [405] = AlpacaReaction.Refuse("symbol_limit", "the account's plan takes no more symbols: lower max_subscriptions, or the symbols"),
        [406] = AlpacaReaction.Fail(
            "connection_limit", "another connection of this account is live: end it, or give each its own account", retryAfter: AlpacaRules.ConnectionLimitRetry),
        [407] = AlpacaReaction.Fail("slow_client", "we read more slowly than the venue sends: subscribe to less, or find out what holds the reader up"),
        [408] = AlpacaReaction.Fail("not_enabled", "the account is not enabled for this data", isTerminal: true),
        [409] = AlpacaReaction.Fail("insufficient_subscription", "the feed in websocket_url is not in the account's plan", isTerminal: true),
        [410] = AlpacaReaction.Refuse("invalid_for_feed", "the feed in websocket_url does not carry this"),
        [411] = AlpacaReaction.Fail("insufficient_scope", "the key may not read this data", isTerminal: true),
        [500] = AlpacaReaction.Fail("venue_error", "it is tried again"),
    };

    /// <summary>Every code of the table.</summary>
    public static IReadOnlyCollection<long> Codes => ByCode.Keys;

    /// <summary>The reaction to a code; <see cref="Unknown"/> for one that is not in the table.</summary>
    public static AlpacaReaction Find(long code) => ByCode.GetValueOrDefault(code, Unknown);
}
