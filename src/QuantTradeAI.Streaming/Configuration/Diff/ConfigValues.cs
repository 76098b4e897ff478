using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Diff;

/// <summary>Values by path: an entry for each single value, and for each item of a list that is a set.</summary>
internal sealed class ConfigValues
{
    private readonly SortedDictionary<(string Path, string Item), ConfigValue> _values = new(ByPath.Instance);

    public IReadOnlyDictionary<(string Path, string Item), ConfigValue> All => _values;

    /// <summary>The values of a part of a configuration.</summary>
    public ConfigScope At(string path, string? provider = null, ConfigPlaces? places = null) => new(this, path, "", provider, places ?? ConfigPlaces.None);

    public void Put(string path, string item, ConfigValue value) => _values[(path, item)] = value;

    private sealed class ByPath : IComparer<(string Path, string Item)>
    {
        public static readonly ByPath Instance = new();

        public int Compare((string Path, string Item) x, (string Path, string Item) y) =>
            string.CompareOrdinal(x.Path, y.Path) is not 0 and var order ? order : string.CompareOrdinal(x.Item, y.Item);
    }
}
