using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Http.Listening;

namespace QuantTradeAI.Streaming.Http.Guarding;

/// <summary>
/// What each kind of access needs at one address. A configured token is always needed; <c>allow_anonymous</c> opens metrics whose address has
/// only the API's token.
/// </summary>
internal sealed class AccessRules
{
    private readonly AccessRule _api;
    private readonly AccessRule _metrics;

    public AccessRules(PlannedListener listener)
    {
        _api = RuleOf(listener.Api ?? listener.Metrics!, []);
        _metrics = RuleOf(listener.Metrics ?? listener.Api!, listener is { Api: { } api, Metrics: { } metrics } && !(metrics.AllowAnonymous && metrics.Token is null) ? [api] : []);
    }

    /// <summary>What is needed; null for nothing.</summary>
    public AccessRule? Of(Access access) => access switch
    {
        Access.Api => _api,
        Access.Metrics => _metrics,
        _ => null,
    };

    private static AccessRule RuleOf(EndpointConfig own, IEnumerable<EndpointConfig> others)
    {
        var tokens = new BearerTokens([own.Token, .. others.Select(other => other.Token)]);
        return new AccessRule(tokens, MustBeLocal: tokens.IsEmpty && !own.AllowAnonymous);
    }
}
