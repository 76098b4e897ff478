using System.CommandLine;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>--plugins</c>: folders of plugins.</summary>
internal static class PluginsOption
{
    public static Option<string[]> Create() => new("--plugins")
    {
        Description = "A folder with a folder for each plugin; may be given more than once.",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    };
}
