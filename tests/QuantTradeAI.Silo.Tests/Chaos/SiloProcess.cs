using QuantTradeAI.Silo.Tests.Support;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>A silo.</summary>
internal sealed class SiloProcess : ProgramProcess
{
    private const string Program = "silo.dll";

    private SiloProcess(string name, int port, params string[] arguments)
        : base(Program, name, arguments) => Port = port;

    /// <summary>Where other silos reach it, which is how it is told apart in the cluster.</summary>
    public int Port { get; }

    /// <summary>Begins; see <see cref="WhenInClusterAsync"/>.</summary>
    public static SiloProcess Start(string name, string config)
    {
        var (silo, gateway) = FreePorts.Two();
        return new SiloProcess(name, silo, "--live", "--config", config, "--name", name, "--silo-port", $"{silo}", "--gateway-port", $"{gateway}", "--port", "0");
    }

    /// <summary>Runs a command of the program to its end, which must be a good one.</summary>
    public static Task RunAsync(params string[] arguments) => RunAsync(Program, arguments);

    /// <summary>Returns when it works in the cluster.</summary>
    public Task WhenInClusterAsync() => WhenSaidAsync("is in the cluster");
}
