using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>Lets the adapter have its say: it may complete the settings and object to them, but not widen them.</summary>
internal sealed class AdapterChecks(StreamingProviderAdapter adapter, ProviderCapabilities offered, Action<string> note)
{
    private const int MaxObjections = 20;

    /// <summary>The settings as the adapter runs with them.</summary>
    /// <param name="settings">As negotiated.</param>
    /// <param name="isRight">Whether they are right so far; of settings that are not, only what the adapter objects to is noted.</param>
    public ProviderSettings Run(ProviderSettings settings, bool isRight)
    {
        var normal = AdapterCall.Try(() => Normalize(settings, isRight), "Normalize", out var fault);
        var objections = AdapterCall.Try(
            () => adapter.ValidateConfig(normal ?? settings)?.OfType<string>().Take(MaxObjections).ToList(), "ValidateConfig", out var second);
        if (isRight && (fault ?? second) is { } problem)
            note(problem);
        foreach (var objection in objections ?? [])
            note(objection);
        return normal ?? settings;
    }

    private ProviderSettings? Normalize(ProviderSettings settings, bool isRight)
    {
        var normal = adapter.Normalize(settings);
        if (isRight && normal is not null)
            CheckWidened(settings, normal);
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
        foreach (var name in offered.RequiredCredentials.Where(name => string.IsNullOrWhiteSpace(normal.Credentials.GetValueOrDefault(name)?.Reveal())))
            Widened($"takes away the credential '{name}', which is required");
    }

    private void Widened(string how) => note($"the adapter's Normalize {how}; this is the adapter's fault");
}
