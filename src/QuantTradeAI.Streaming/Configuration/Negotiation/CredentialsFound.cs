using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>What a search for credentials came to.</summary>
/// <param name="Found">All that there are, given or found.</param>
/// <param name="Blank">Names of those that are given, but blank.</param>
/// <param name="Missing">What is required and neither given nor found.</param>
internal sealed record CredentialsFound(
    ImmutableSortedDictionary<string, Secret> Found, ImmutableArray<string> Blank, ImmutableArray<MissingCredential> Missing);
