using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>Takes secrets, and values that may be some, out of messages that people see.</summary>
internal sealed class Redaction
{
    /// <summary>Shorter values are no secrets, and taking them out would garble every message.</summary>
    private const int LeastLength = 3;

    private readonly KeyValuePair<Secret, string>[] _hidden;

    /// <summary>Hides credentials, and shows for each value that a placeholder filled in where it came from.</summary>
    public Redaction(IEnumerable<KeyValuePair<Secret, string>> filledIn, IEnumerable<Secret> credentials) =>
        _hidden = [.. filledIn.Concat(credentials.Select(secret => KeyValuePair.Create(secret, Secret.Mask)))
            .Where(pair => pair.Key.Reveal().Length >= LeastLength)
            .OrderByDescending(pair => pair.Key.Reveal().Length)];

    public string Apply(string message) => _hidden.Aggregate(message, (text, pair) => text
        .Replace($"'{pair.Key.Reveal()}'", pair.Value, StringComparison.Ordinal)
        .Replace(pair.Key.Reveal(), pair.Value, StringComparison.Ordinal));
}
