using System.CommandLine;

namespace QuantTradeAI.Silo.Commands;

/// <summary><c>--live</c>: real venues.</summary>
internal static class LiveOption
{
    public static Option<bool> Create() => new("--live") { Description = "Connect to the configured addresses instead of simulated venues." };
}
