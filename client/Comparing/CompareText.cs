using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace QuantTradeAI.Client.Comparing;

/// <summary>A comparison for people.</summary>
internal static class CompareText
{
    public static string Machine() =>
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} collector; {CompareRun.Streams} streams, one silo, one client, localhost";

    public static string Of(CompareRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Streams,-17} {row.Load,-33} {row.EventsPerS,11:N0} events/s  p50 {Millis(row.LatencyUs?.P50)} ms  p99 {Millis(row.LatencyUs?.P99)} ms  missing {row.Missing:N0}");

    private static string Millis(double? micros) => micros is { } value ? (value / 1_000).ToString("0.000", CultureInfo.InvariantCulture).PadLeft(9) : "        -";
}
