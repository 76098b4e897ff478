using System.Collections.Immutable;
using System.Text.Json;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>Names of an enumeration as labels: <c>half_open</c>.</summary>
internal static class SnakeCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.Of(value);

    public static ImmutableArray<T> All<T>()
        where T : struct, Enum => Words<T>.All;

    private static class Words<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Known =
            Enum.GetValues<T>().Distinct().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static ImmutableArray<T> All { get; } = [.. Known.Keys.Order()];

        public static string Of(T value) => Known.TryGetValue(value, out var word) ? word : "unknown";
    }
}
