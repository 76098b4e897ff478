using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Diff;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>What differs between two configurations. Pure. Where something stands in a file makes no difference.</summary>
public static class ConfigDiff
{
    /// <summary>
    /// All differences, by path. A provider or a failover group that only one of them has is one change; a list is compared item by item, unless
    /// its order matters. Secrets, and values that placeholders filled in, are shown as <c>***</c>.
    /// </summary>
    public static ImmutableArray<ConfigChange> Between(StreamingConfig before, StreamingConfig after)
    {
        var changes = ImmutableArray.CreateBuilder<ConfigChange>();
        var providers = Names(before.Providers.Select(provider => provider.Name), after.Providers.Select(provider => provider.Name));
        var groups = Names(before.Failover.Select(group => group.Name), after.Failover.Select(group => group.Name));
        AddWholes(changes, "streaming.failover", groups, isProvider: false);
        AddWholes(changes, "streaming.providers", providers, isProvider: true);
        AddOrder(changes, before, after);

        bool IsWhole(string path) => Among(path, "providers", providers) || Among(path, "failover", groups);
        var (old, young) = (ConfigFlattening.Of(before).All, ConfigFlattening.Of(after).All);
        foreach (var key in old.Keys.Union(young.Keys).Where(key => !IsWhole(key.Path)))
        {
            if (Compare(key.Path, old.GetValueOrDefault(key), young.GetValueOrDefault(key)) is { } change)
                changes.Add(change);
        }

        return [.. changes.OrderBy(change => change.Path, StringComparer.Ordinal).ThenBy(change => change.Kind)];
    }

    private static ConfigChange? Compare(string path, ConfigValue? before, ConfigValue? after)
    {
        if (before?.Value == after?.Value)
            return null;
        var kind = before is null ? ConfigChangeKind.Added : after is null ? ConfigChangeKind.Removed : ConfigChangeKind.Changed;
        var isSecret = before?.IsSecret is true || after?.IsSecret is true;
        return new ConfigChange(kind, path, before?.Show(isSecret), after?.Show(isSecret), (before ?? after)!.Provider);
    }

    /// <summary>Names on one side only, and whether they are new.</summary>
    private static Dictionary<string, bool> Names(IEnumerable<string> before, IEnumerable<string> after)
    {
        var (old, young) = (before.ToHashSet(StringComparer.Ordinal), after.ToHashSet(StringComparer.Ordinal));
        return old.Except(young).Concat(young.Except(old)).ToDictionary(name => name, young.Contains, StringComparer.Ordinal);
    }

    private static void AddWholes(ImmutableArray<ConfigChange>.Builder changes, string list, Dictionary<string, bool> names, bool isProvider)
    {
        foreach (var (name, isNew) in names)
        {
            changes.Add(new ConfigChange(
                isNew ? ConfigChangeKind.Added : ConfigChangeKind.Removed, list, isNew ? null : name, isNew ? name : null, isProvider ? name : null));
        }
    }

    /// <summary>Providers are in order of preference.</summary>
    private static void AddOrder(ImmutableArray<ConfigChange>.Builder changes, StreamingConfig before, StreamingConfig after)
    {
        var old = before.Providers.Select(provider => provider.Name).Where(name => after.Providers.Any(provider => provider.Name == name)).ToList();
        var young = after.Providers.Select(provider => provider.Name).Where(name => before.Providers.Any(provider => provider.Name == name)).ToList();
        if (!old.SequenceEqual(young))
            changes.Add(new ConfigChange(ConfigChangeKind.Changed, "streaming.providers", string.Join(", ", old), string.Join(", ", young)));
    }

    private static bool Among(string path, string list, Dictionary<string, bool> names) =>
        names.Keys.Any(name => path.StartsWith($"streaming.{list}[{name}]", StringComparison.Ordinal));
}
