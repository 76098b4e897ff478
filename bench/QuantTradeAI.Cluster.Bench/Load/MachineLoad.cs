namespace QuantTradeAI.Cluster.Bench.Load;

/// <summary>How busy the machine is: what else runs on it tells most about a figure's worth.</summary>
internal static class MachineLoad
{
    /// <summary>The load average of the last minute.</summary>
    public static string Now() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
