using System.CommandLine;
using QuantTradeAI.Gateway.Operators;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway status</c>.</summary>
internal sealed class StatusCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "gateway status",
        "gateway status --url http://10.0.0.5:8000 --token-file token.txt",
        "gateway status --format json",
    ];

    private readonly SurfaceOptions _surface = new("the whole status as one object.");

    public Command Build()
    {
        var command = new Command("status", "Show how a running gateway is. Exits with 1 when it is unhealthy.");
        _surface.AddTo(command);
        command.SetAction((parsed, stop) => new StatusRun(host, _surface.SettingsOf(parsed)).RunAsync(stop));
        return command;
    }
}
