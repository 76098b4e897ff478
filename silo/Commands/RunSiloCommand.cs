using System.CommandLine;
using System.Globalization;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Silo.Running;

namespace QuantTradeAI.Silo.Commands;

/// <summary><c>silo</c> and <c>silo run</c>.</summary>
internal sealed class RunSiloCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "silo                                                   a cluster of one, simulated venues",
        "silo --silo-port 11112 --gateway-port 30001 --port 0   a second silo beside the first",
        "silo run --live --config my/streaming.yaml             real venues",
    ];

    private readonly Option<string?> _config = ConfigOption.Create();

    private readonly Option<string[]> _plugins = PluginsOption.Create();

    private readonly Option<bool> _live = LiveOption.Create();

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The data directory, where the sqlite file of grain storage is; as configured when absent.",
        HelpName = "DIRECTORY",
    };

    private readonly Option<int?> _port = PortOption.Create();

    private readonly Option<int?> _siloPort = Port("--silo-port", "The port for other silos in place of the configured one.");

    private readonly Option<int?> _gatewayPort = Port("--gateway-port", "The port for clients in place of the configured one.");

    private readonly Option<string?> _name = new("--name")
    {
        Description = "What the silo is called in the status and in logs; the machine and the silo port when absent.",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_config, _plugins, _live, _data, _port, _siloPort, _gatewayPort, _name])
            command.Add(option);
        command.SetAction((parsed, stop) => new SiloRun(host, SettingsOf(parsed)).RunAsync(stop));
    }

    private SiloSettings SettingsOf(ParseResult parsed) => new(parsed.GetValue(_config), parsed.GetValue(_plugins) ?? [], parsed.GetValue(_live))
    {
        Data = parsed.GetValue(_data),
        Port = parsed.GetValue(_port),
        SiloPort = parsed.GetValue(_siloPort),
        GatewayPort = parsed.GetValue(_gatewayPort),
        Name = parsed.GetValue(_name),
    };

    private static Option<int?> Port(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "PORT",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
                return port;
            result.AddError($"{name} got '{text}'; expected a port from 1 to 65535.");
            return null;
        },
    };
}
