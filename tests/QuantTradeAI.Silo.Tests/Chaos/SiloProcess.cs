using System.Diagnostics;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Silo.Tests.Support;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Tests.Postgres;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>The program, as a process of its own that can be killed. It does not outlive the tests, even if those are killed.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ProcessGuard _guard;
    private readonly LineLog _log = new();
    private bool _isDisposed;

    private SiloProcess(string name, int port, params string[] arguments)
    {
        (Name, Port) = (name, port);
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "silo.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, said) => Note(said.Data);
        _process.ErrorDataReceived += (_, said) => Note(said.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _guard = new ProcessGuard(_process, "KILL");
    }

    public string Name { get; }

    /// <summary>Where other silos reach it, which is how it is told apart in the cluster.</summary>
    public int Port { get; }

    public bool HasExited => _isDisposed || _process.HasExited;

    public IReadOnlyList<string> Lines => _log.Lines;

    /// <summary>Begins; see <see cref="WhenInClusterAsync"/>.</summary>
    public static SiloProcess Start(string name, string config)
    {
        var (silo, gateway) = FreePorts.Two();
        return new SiloProcess(name, silo, "--live", "--config", config, "--name", name, "--silo-port", $"{silo}", "--gateway-port", $"{gateway}", "--port", "0");
    }

    /// <summary>Runs a command of the program to its end, which must be a good one.</summary>
    public static async Task RunAsync(params string[] arguments)
    {
        await using var command = new SiloProcess("silo", 0, arguments);
        Assert.True(await command.WhenExitedAsync() == 0, string.Join('\n', command.Lines));
    }

    /// <summary>Returns when it works in the cluster.</summary>
    public async Task WhenInClusterAsync()
    {
        var isIn = _log.WaitAsync("is in the cluster");
        await Task.WhenAny(isIn, WhenExitedAsync());
        Assert.True(isIn.IsCompletedSuccessfully, $"{Name} did not start:\n{Tail()}");
    }

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> WhenExitedAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Name} has not ended for {Deadline.TotalSeconds} s:\n{Tail()}");
        }

        return _process.ExitCode;
    }

    public void Send(int signal) => Signals.Send(_process.Id, signal);

    /// <summary>Ends it as a power failure does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            Send(Signals.Kill);
        await WhenExitedAsync();
    }

    public string Tail() => string.Join('\n', Lines.TakeLast(60));

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        await KillAsync();
        _isDisposed = true;
        _guard.Dispose();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null)
            _log.Log(LogLevel.Information, default, line, null, static (text, _) => text);
    }
}
