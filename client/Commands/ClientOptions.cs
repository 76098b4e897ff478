using System.CommandLine;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Client.Commands;

/// <summary>The options of all commands.</summary>
internal sealed class ClientOptions(string jsonMeans)
{
    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = "A streaming configuration whose cluster section says where silos are; silos of this machine when absent.",
        HelpName = "PATH",
    };

    private readonly Option<string> _format = FormatOption.Create(jsonMeans);

    public void AddTo(Command command)
    {
        command.Add(_config);
        command.Add(_format);
    }

    public ClientSettings SettingsOf(ParseResult parsed) => new(parsed.GetValue(_config), parsed.IsJson(_format));
}
