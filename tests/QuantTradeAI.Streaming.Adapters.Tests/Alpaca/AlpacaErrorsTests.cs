using QuantTradeAI.Streaming.Adapters.Alpaca;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests.Alpaca;

public class AlpacaErrorsTests
{
    [Fact]
    public void Table_HasEveryCode() =>
        Assert.Equal([400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 500], AlpacaErrors.Codes.Order());

    [Theory]
    [InlineData(400, "invalid_syntax", "request for good, counted")]
    [InlineData(401, "not_authenticated", "connection")]
    [InlineData(402, "auth_failed", "connection for good")]
    [InlineData(403, "already_authenticated", "nothing")]
    [InlineData(404, "auth_timeout", "connection")]
    [InlineData(405, "symbol_limit", "request for good")]
    [InlineData(406, "connection_limit", "connection after 30 s")]
    [InlineData(407, "slow_client", "connection")]
    [InlineData(408, "not_enabled", "connection for good")]
    [InlineData(409, "insufficient_subscription", "connection for good")]
    [InlineData(410, "invalid_for_feed", "request for good")]
    [InlineData(411, "insufficient_scope", "connection for good")]
    [InlineData(500, "venue_error", "connection")]
    [InlineData(412, "unknown_error", "request, counted")]
    public void Code_HasItsReaction(long code, string name, string reaction)
    {
        var found = AlpacaErrors.Find(code);
        Assert.Equal(name, found.Name);
        Assert.Equal(reaction, Tell(found.Signal("words", code)) + (found.IsUnexpected ? ", counted" : ""));
    }

    private static string Tell(ControlSignal? signal) => signal switch
    {
        ControlSignal.Refused refused => $"request{(refused.IsTerminal ? " for good" : "")}",
        ControlSignal.Failed failed =>
            $"connection{(failed.IsTerminal ? " for good" : "")}{(failed.RetryAfter is { } wait ? $" after {wait.TotalSeconds} s" : "")}",
        _ => "nothing",
    };
}
