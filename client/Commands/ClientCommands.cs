using System.CommandLine;
using System.CommandLine.Help;
using QuantTradeAI.Client.Running;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Client.Commands;

/// <summary>All commands with their help.</summary>
internal static class ClientCommands
{
    public const string ProgramName = "client";

    private const string Description =
        """
        Subscribes to a cluster, asks it, and measures it.
        Without --config it looks for silos on this machine.
        """;

    public static RootCommand Build(CommandHost host)
    {
        var root = new RootCommand(Description);
        var examples = new Dictionary<Command, string[]> { [root] = ["client subscribe BTC-USD", "client providers", "client bench BTC-USD --duration 30s"] };
        Add(new SubscribeCommand(host).Build(), "client subscribe BTC-USD ETH-USD@coinbase --trades", "client subscribe BTC-USD --format json --duration 1m");
        Add(Snapshot(host), "client snapshot BTC-USD BTC-USD@binance");
        Add(Asking("providers", "Show the health of all providers.", "one object.", host, (host, settings) => new ProvidersRun(host, settings).RunAsync), "client providers", "client providers --format json");
        Add(Asking("registry", "Show silos, their adapters, and the configuration's version.", "one object.", host, (host, settings) => new RegistryRun(host, settings).RunAsync), "client registry --config config/streaming.yaml");
        Add(new ProviderCommand(host).Build(), "client provider binance isolate --reason \"maintenance\"", "client provider binance release");
        Add(new BenchCommand(host).Build(), "client bench", "client bench BTC-USD ETH-USD --duration 30s --format json", "client bench --compare");
        root.Add(new BenchCommand(host).BuildSilo());
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
        return root;

        void Add(Command command, params string[] examplesOf)
        {
            root.Add(command);
            examples[command] = examplesOf;
        }
    }

    private static Command Asking(string name, string description, string jsonMeans, CommandHost host, Func<CommandHost, ClientSettings, Func<CancellationToken, Task<int>>> run)
    {
        var options = new ClientOptions(jsonMeans);
        var command = new Command(name, description);
        options.AddTo(command);
        command.SetAction((parsed, stop) => run(host, options.SettingsOf(parsed))(stop));
        return command;
    }

    private static Command Snapshot(CommandHost host)
    {
        var (symbols, options) = (SymbolsArgument.Create(atLeastOne: true), new ClientOptions("one object a line."));
        var command = new Command("snapshot", "Show where streams stand and their last known values.") { symbols };
        options.AddTo(command);
        command.SetAction((parsed, stop) => new SnapshotRun(host, options.SettingsOf(parsed)).RunAsync(parsed.GetRequiredValue(symbols), stop));
        return command;
    }
}
