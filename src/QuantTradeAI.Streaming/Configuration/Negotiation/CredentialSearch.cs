using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>Completes credentials from environment variables, and says what is missing.</summary>
internal static class CredentialSearch
{
    private const string Key = "api_key";
    private const string KeyPartner = "api_secret";

    /// <param name="provider">Whose they are; gives the variables' names.</param>
    /// <param name="given">What the configuration gives.</param>
    /// <param name="required">What the adapter cannot do without.</param>
    /// <param name="isAsked">Whether authentication is wanted; then an adapter that names no credential is still given a key.</param>
    /// <param name="variables">The environment; null for what is not set.</param>
    public static CredentialsFound Run(
        string provider,
        ImmutableSortedDictionary<string, Secret> given,
        ImmutableSortedSet<string> required,
        bool isAsked,
        Func<string, string?> variables)
    {
        var (found, missing) = (given.ToBuilder(), ImmutableArray.CreateBuilder<MissingCredential>());
        var needsKey = isAsked && required.IsEmpty && given.IsEmpty;
        foreach (var name in (needsKey ? [Key] : required).Where(name => !given.ContainsKey(name)))
        {
            var variable = CredentialVariables.NameOf(provider, name);
            var value = variables(variable);
            if (string.IsNullOrWhiteSpace(value))
                missing.Add(new MissingCredential(name, variable, IsSet: value is not null));
            else
                found[name] = new Secret(value);
        }

        if (needsKey && variables(CredentialVariables.NameOf(provider, KeyPartner)) is { } partner && !string.IsNullOrWhiteSpace(partner))
            found[KeyPartner] = new Secret(partner);
        var blank = given.Where(pair => string.IsNullOrWhiteSpace(pair.Value.Reveal())).Select(pair => pair.Key);
        return new CredentialsFound(found.ToImmutable(), [.. blank], missing.ToImmutable());
    }
}
