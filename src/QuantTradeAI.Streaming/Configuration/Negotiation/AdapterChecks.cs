using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>Lets the adapter have its say: it may complete the settings and object to them, but not widen them.</summary>
internal sealed class AdapterChecks(StreamingProviderAdapter adapter, ProviderCapabilities offered, Action<string> note)
{
    private const int MaxObjections = 20;

    /// <summary>The settings as the adapter runs with them.</summary>
    /// <param name="settings">As negotiated.</param>
    /// <param name="isChecked">Whether they are right so far; the adapter's changes are judged only then.</param>
    public ProviderSettings Run(ProviderSettings settings, bool isChecked)
    {
        if (AdapterCall.Try(() => adapter.Normalize(settings), "Normalize", out var problem) is not { } normal)
        {
            note(problem!);
            return settings;
        }

        if (isChecked)
            CheckWidened(settings, normal);
        if (AdapterCall.Try(() => adapter.ValidateConfig(normal)?.Take(MaxObjections).ToList(), "ValidateConfig", out problem) is not { } objections)
            objections = [problem!];
        foreach (var objection in objections)
            note(objection);
        return normal;
    }

    private void CheckWidened(ProviderSettings settings, ProviderSettings normal)
    {
        if (settings.RequiresAuthentication && !normal.RequiresAuthentication)
            Widened("switches authentication off, which is required");
        if ((normal.DataTypes & ~settings.DataTypes) != DataTypes.None)
            Widened($"adds data types: {string.Join(", ", DataTypeNames.Of(normal.DataTypes & ~settings.DataTypes))}");
        if (!normal.AssetTypes.IsSubsetOf(settings.AssetTypes))
            Widened($"adds asset types: {string.Join(", ", normal.AssetTypes.Except(settings.AssetTypes))}");
        if (normal.MaxSubscriptions > settings.MaxSubscriptions || normal.MaxSubscriptions < 1)
            Widened($"sets max_subscriptions to {normal.MaxSubscriptions}, from {settings.MaxSubscriptions}");
        if (normal.RateLimitPerMinute > settings.RateLimitPerMinute || normal.RateLimitPerMinute < 1)
            Widened($"sets rate_limit_per_minute to {normal.RateLimitPerMinute}, from {settings.RateLimitPerMinute}");
        foreach (var name in offered.RequiredCredentials.Where(name => !normal.Credentials.TryGetValue(name, out var secret) || string.IsNullOrWhiteSpace(secret.Reveal())))
            Widened($"takes away the credential '{name}', which is required");
    }

    private void Widened(string how) => note($"the adapter's Normalize {how}; this is the adapter's fault");
}
