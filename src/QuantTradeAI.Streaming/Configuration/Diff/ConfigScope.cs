using System.Collections.Immutable;
using System.Globalization;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Diff;

/// <summary>Notes the values of one part of a configuration.</summary>
/// <param name="Values">Where to.</param>
/// <param name="Path">The part's path.</param>
/// <param name="Key">The part's path within what <paramref name="Places"/> knows.</param>
/// <param name="Provider">The provider that it is about alone; else null.</param>
/// <param name="Places">Tells which values placeholders filled in.</param>
internal readonly record struct ConfigScope(ConfigValues Values, string Path, string Key, string? Provider, ConfigPlaces Places)
{
    public ConfigScope Under(string key) => this with { Path = ConfigPath.Under(Path, key), Key = ConfigPath.Under(Key, key) };

    public void Text(string key, string? text)
    {
        if (text is not null)
            Values.Put(ConfigPath.Under(Path, key), "", new ConfigValue(text, Places.IsFilledIn(ConfigPath.Under(Key, key)), Provider));
    }

    public void Number(string key, double? number) => Text(key, number?.ToString(CultureInfo.InvariantCulture));

    public void Flag(string key, bool? flag) => Text(key, flag is { } value ? value ? "true" : "false" : null);

    public void Seconds(string key, TimeSpan? time) => Number(key, time?.TotalSeconds);

    public void Secret(string key, Secret? secret)
    {
        if (secret is not null)
            Values.Put(ConfigPath.Under(Path, key), "", new ConfigValue(secret.Reveal(), IsSecret: true, Provider));
    }

    /// <summary>A list whose order says nothing.</summary>
    public void Set(string key, IEnumerable<string> items)
    {
        foreach (var item in items)
        {
            var isFilledIn = Places.IsFilledIn($"{ConfigPath.Under(Key, key)}={item}");
            Values.Put(ConfigPath.Under(Path, key), item, new ConfigValue(item, isFilledIn, Provider));
        }
    }

    /// <summary>A list whose order says something.</summary>
    public void Ordered(string key, ImmutableArray<string> items) => Text(key, items.IsEmpty ? null : string.Join(", ", items));

    public void Pairs(string key, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach (var (name, value) in pairs)
            Under(key).Text(name, value);
    }

    public void Secrets(string key, IEnumerable<KeyValuePair<string, Secret>> pairs)
    {
        foreach (var (name, value) in pairs)
            Under(key).Secret(name, value);
    }
}
