using System.Text;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The environment variables that credentials come from when nothing else gives them.</summary>
public static class CredentialVariables
{
    /// <summary>
    /// The variable of a credential: <c>foo-bar</c> and <c>api_key</c> give <c>FOO_BAR_API_KEY</c>. Upper case; every run of characters
    /// other than ASCII letters and digits is one underscore.
    /// </summary>
    public static string NameOf(string provider, string credential) => $"{Upper(provider)}_{Upper(credential)}";

    private static string Upper(string text)
    {
        var upper = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
                upper.Append(char.ToUpperInvariant(c));
            else if (upper.Length == 0 || upper[^1] != '_')
                upper.Append('_');
        }

        return upper.ToString();
    }
}
