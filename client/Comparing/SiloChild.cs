using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Client.Comparing;

/// <summary>This program once more, as the silo of a comparison.</summary>
internal sealed class SiloChild : IAsyncDisposable
{
    public const string Command = "bench-silo";

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private SiloChild(Process process) => _process = process;

    public static async Task<SiloChild> StartAsync(int port, string streams, TimeSpan limit, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(SiloChild).Assembly.Location);
        foreach (var argument in (string[])[Command, port.ToString(CultureInfo.InvariantCulture), streams])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_gcServer"] = "1";
        var child = new SiloChild(Process.Start(start)!);
        try
        {
            if (await child._process.StandardOutput.ReadLineAsync(stop).AsTask().WaitAsync(limit, stop) != CompareSilo.Ready)
                throw new CommandFailedException($"the silo of the comparison did not start on ports {port} and {port + 1}");
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(EndLimit);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
