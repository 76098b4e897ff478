namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One of the venue's errors.</summary>
internal sealed record AlpacaError(int Code, string Message)
{
    public static readonly AlpacaError InvalidSyntax = new(400, "invalid syntax");
    public static readonly AlpacaError NotAuthenticated = new(401, "not authenticated");
    public static readonly AlpacaError AuthFailed = new(402, "auth failed");
    public static readonly AlpacaError AlreadyAuthenticated = new(403, "already authenticated");
    public static readonly AlpacaError AuthTimeout = new(404, "auth timeout");
    public static readonly AlpacaError SymbolLimit = new(405, "symbol limit exceeded");
    public static readonly AlpacaError ConnectionLimit = new(406, "connection limit exceeded");
    public static readonly AlpacaError InvalidForFeed = new(410, "invalid subscribe action for this feed");
}
