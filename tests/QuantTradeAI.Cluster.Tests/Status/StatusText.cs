using System.Collections;
using System.Globalization;
using System.Reflection;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.Status;

/// <summary>All that an object holds, a line for each value, found by reflection: what a new member holds is in it too.</summary>
internal static class StatusText
{
    public static IReadOnlyList<string> Of(object value)
    {
        var lines = new List<string>();
        Describe("", value, lines);
        return lines;
    }

    /// <summary>What is stored: properties that can be set, and fields.</summary>
    public static IEnumerable<(string Name, Func<object, object?> Get)> Members(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, (Func<object, object?>)property.GetValue)),
        .. type.GetFields(BindingFlags.Instance | BindingFlags.Public).Select(field => (field.Name, (Func<object, object?>)field.GetValue)),
    ];

    public static bool IsValue(object value) => value is IConvertible or TimeSpan or DateTimeOffset or UnixNanos or Symbol or ProviderId;

    private static void Describe(string path, object? value, List<string> lines)
    {
        switch (value)
        {
            case null:
                lines.Add($"{path}: null");
                break;
            case GapCounts gaps:
                lines.AddRange(Enum.GetValues<GapReason>().Select(reason => $"{path}.{reason}: {gaps[reason]}"));
                break;
            case Trade trade:
                lines.Add($"{path}: {trade} {Clocks(trade.Header)}");
                break;
            case Quote quote:
                lines.Add($"{path}: {quote} #{quote.UpdateId} {quote.Conflated} {Clocks(quote.Header)}");
                break;
            case FeedStatus status:
                lines.Add($"{path}: {status} {Clocks(status.Header)}");
                break;
            case DateTimeOffset time:
                lines.Add($"{path}: {time:O}");
                break;
            case var _ when IsValue(value):
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {value}"));
                break;
            case IDictionary entries:
                foreach (var entry in entries.Cast<object>().OrderBy(one => one.ToString(), StringComparer.Ordinal))
                    Describe($"{path}[]", entry, lines);
                break;
            case IEnumerable items:
                var i = 0;
                foreach (var item in items)
                    Describe($"{path}[{i++}]", item, lines);
                lines.Add($"{path}: {i} of them");
                break;
            case var _ when value.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>):
                Describe($"{path}.Key", pair.GetProperty("Key")!.GetValue(value), lines);
                Describe($"{path}.Value", pair.GetProperty("Value")!.GetValue(value), lines);
                break;
            default:
                foreach (var (name, get) in Members(value.GetType()))
                    Describe($"{path}.{name}", get(value), lines);
                break;
        }
    }

    private static string Clocks(EventHeader header) => string.Create(
        CultureInfo.InvariantCulture,
        $"{header.Flags} {header.Epoch} {header.Sequence} {header.ExchangeTime} {header.ReceiveTime} {header.PublishTime}");
}
