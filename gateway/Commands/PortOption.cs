using System.CommandLine;
using System.Globalization;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>--port</c> of a run: another port than the configured ones.</summary>
internal static class PortOption
{
    public static Option<int?> Create() => new("--port", "-p")
    {
        Description = "The port of health, status and metrics in place of the configured ones; 0 takes a free one.",
        HelpName = "PORT",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                return port;
            result.AddError($"--port got '{text}'; expected a port from 0 to 65535.");
            return null;
        },
    };
}
