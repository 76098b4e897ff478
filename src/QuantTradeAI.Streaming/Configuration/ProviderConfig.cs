using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>One entry of <c>streaming.providers</c> as the user wrote it, with all that it refers to.</summary>
public sealed record ProviderConfig
{
    /// <summary><see cref="AuthMethod"/> of a provider that is not told who the client is.</summary>
    public const string NoAuth = "none";

    /// <summary><see cref="AuthMethod"/> of a provider that is given credentials.</summary>
    public const string ApiKeyAuth = "api_key";

    /// <summary><c>name</c>: the adapter's name.</summary>
    public required string Name { get; init; }

    /// <summary><c>websocket_url</c>, else the document's, else the adapter's own address: <c>ws://</c> or <c>wss://</c>.</summary>
    public required Uri WebSocketUrl { get; init; }

    /// <summary><c>subscriptions</c>: what is offered; by default all that the document or the adapter can.</summary>
    public DataTypes? Subscriptions { get; init; }

    /// <summary><c>symbols</c>: canonical symbols that are subscribed as long as the provider runs.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary><c>native_symbols</c> and <c>symbols</c> as a mapping: canonical to the venue's spelling, where the adapter's rule does not fit.</summary>
    public ImmutableDictionary<string, string> NativeSymbols { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary><c>auth_method</c>: <c>api_key</c> or <c>none</c>; null leaves it to the document and the adapter.</summary>
    public string? AuthMethod { get; init; }

    /// <summary><c>rate_limit</c>; null for the venue's own rules alone.</summary>
    public RateLimitConfig? RateLimit { get; init; }

    /// <summary><c>circuit_breaker</c>.</summary>
    public CircuitBreakerConfig CircuitBreaker { get; init; } = new();

    /// <summary><c>config</c>: the provider's document, read; null for none.</summary>
    public ProviderDocument? Document { get; init; }

    /// <summary><c>environment</c>: which of the document's; null leaves it to the document.</summary>
    public string? Environment { get; init; }

    /// <summary><c>credentials</c>, in place of those that the document or environment variables give.</summary>
    public ImmutableSortedDictionary<string, Secret> Credentials { get; init; } = ImmutableSortedDictionary<string, Secret>.Empty;

    /// <summary><c>options</c>: what only this adapter understands; they win over the document's.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Where its keys stand.</summary>
    internal ConfigPlaces Places { get; init; } = ConfigPlaces.None;
}
