using System.Diagnostics;
using System.Globalization;

namespace QuantTradeAI.Bench.Processes;

/// <summary>This program once more, in a process of its own, with another job: told what to do by lines, and ended with its standard input.</summary>
internal sealed class OwnProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private OwnProcess(Process process) => _process = process;

    public static OwnProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(OwnProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new OwnProcess(Process.Start(start)!);
    }

    /// <summary>Its next line.</summary>
    public async Task<string> ReadAsync(TimeSpan? patience = null) =>
        (await _process.StandardOutput.ReadLineAsync().WaitAsync(patience ?? Patience))!;

    /// <summary>Its next line, as a number.</summary>
    public async Task<double> ReadNumberAsync(TimeSpan? patience = null) => double.Parse(await ReadAsync(patience), CultureInfo.InvariantCulture);

    /// <summary>Tells it something.</summary>
    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }
}
