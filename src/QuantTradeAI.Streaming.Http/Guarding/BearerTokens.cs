using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Http.Guarding;

/// <summary>Tokens that are accepted. Compared by their hashes in constant time, so that neither content nor length shows.</summary>
internal sealed class BearerTokens(IEnumerable<Secret?> tokens)
{
    private const string Scheme = "Bearer ";
    private readonly ImmutableArray<byte[]> _hashes = [.. tokens.OfType<Secret>().Select(token => Hash(token.Reveal()))];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _hashes.IsEmpty;

    /// <summary>Whether the header <c>Authorization</c> shows one of them.</summary>
    public bool Accept(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var shown = Hash(authorization[Scheme.Length..].Trim(' '));
        var isOne = false;
        foreach (var hash in _hashes)
            isOne |= CryptographicOperations.FixedTimeEquals(shown, hash);
        return isOne;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
