using System.Collections.Immutable;
using QuantTradeAI.Streaming.Calendars;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The <c>market_hours</c> section to calendars by asset type, and the files that it names.</summary>
internal sealed class MarketHoursMapping(string file, ConfigSources sources, ProblemList problems)
{
    private static readonly string[] BuiltIn = [MarketCalendars.Always, MarketCalendars.UsEquities];
    private static readonly string[] Suffixes = [".yaml", ".yml", ".json"];

    private readonly Dictionary<string, CalendarConfig?> _read = new(StringComparer.Ordinal);

    public (ImmutableSortedDictionary<string, string> ByType, ImmutableSortedDictionary<string, CalendarConfig> Calendars) Map(ConfigNode? node)
    {
        var byType = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (type, value) in node is MappingNode mapping ? mapping.Members : [])
            byType[type.Text] = Find((ScalarNode)value);
        var calendars = _read.Where(pair => pair.Value is not null).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
        return (byType.ToImmutable(), calendars);
    }

    private string Find(ScalarNode value)
    {
        if (value.Text == MarketCalendars.UsEquities)
            CheckZone(value);
        if (BuiltIn.Contains(value.Text, StringComparer.Ordinal))
            return value.Text;
        if (!Suffixes.Any(suffix => value.Text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(
                value,
                $"got {value.Describe()}; expected {string.Join(", ", BuiltIn)}, or the path of a calendar that ends in .yaml, .yml or .json{(value.Source is null ? Nearest.DidYouMean(value.Text, BuiltIn) : "")}");
            return value.Text;
        }

        var written = ConfigFile.Beside(file, value.Text);
        var path = Path.GetFullPath(written);
        if (!sources.Files.Exists(written))
        {
            problems.NoteRead(written);
            problems.Add(value, $"no such file: {value.Describe()}; expected the path of a calendar, relative to this file");
        }
        else if (!_read.ContainsKey(path))
        {
            _read[path] = CalendarReader.Read(written, ConfigFile.Beside(file, value.Written), sources, problems);
        }

        return path;
    }

    private void CheckZone(ScalarNode value)
    {
        var zone = BuiltInCalendars.UsEquitiesTimeZone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            problems.Add(value, $"this machine does not know the time zone {zone}; expected the package tzdata to be installed, or another calendar");
    }
}
