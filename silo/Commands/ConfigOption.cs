using System.CommandLine;
using QuantTradeAI.Gateway.Running;

namespace QuantTradeAI.Silo.Commands;

/// <summary><c>--config</c>: the streaming configuration.</summary>
internal static class ConfigOption
{
    public static Option<string?> Create() => new("--config", "-c")
    {
        Description = $"The configuration file; {ConfigFile.DefaultPath} when absent.",
        HelpName = "PATH",
    };
}
