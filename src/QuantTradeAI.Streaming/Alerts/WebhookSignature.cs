using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>
/// Proves to a receiver that a post is ours and new. <see cref="TimestampHeader"/> is the time of sending in seconds since 1970;
/// <see cref="SignatureHeader"/> is <c>sha256=</c> and, in lower-case hexadecimal digits, the HMAC-SHA256 with the secret's UTF-8 bytes as key of
/// the timestamp's text, a full stop, and the body's bytes. A receiver computes the same, compares in constant time, and refuses timestamps that are
/// more than five minutes off, so that nobody can send an old post again. Attempts of one post are signed each with its own time; their bodies
/// are equal.
/// </summary>
internal static class WebhookSignature
{
    public const string TimestampHeader = "X-Timestamp";
    public const string SignatureHeader = "X-Signature";

    public static string Timestamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Of(Secret secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()));
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
