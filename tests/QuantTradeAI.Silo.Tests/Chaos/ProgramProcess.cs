using System.Diagnostics;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Tests.Postgres;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>One of our programs, as a process of its own that can be stopped and killed. It does not outlive the tests, even if those are killed.</summary>
internal class ProgramProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ProcessGuard _guard;
    private readonly LineLog _log = new();
    private bool _isDisposed;

    /// <param name="program">Its file beside the tests.</param>
    /// <param name="name">For messages.</param>
    /// <param name="arguments">Its arguments.</param>
    public ProgramProcess(string program, string name, params string[] arguments)
    {
        Name = name;
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", Beside("silo.runtimeconfig.json"), Beside(program), .. arguments])
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

    public bool HasExited => _isDisposed || _process.HasExited;

    public IReadOnlyList<string> Lines => _log.Lines;

    /// <summary>Runs a command of a program to its end, which must be a good one.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        await using var command = new ProgramProcess(program, program, arguments);
        Assert.True(await command.WhenExitedAsync() == 0, string.Join('\n', command.Lines));
    }

    /// <summary>Returns when it has said this.</summary>
    public async Task WhenSaidAsync(string part)
    {
        var said = _log.WaitAsync(part);
        await Task.WhenAny(said, WhenExitedAsync());
        Assert.True(said.IsCompletedSuccessfully, $"{Name} did not say '{part}':\n{Tail()}");
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

    /// <summary>All programs run on the frameworks that the tests were built for, the silo's: what those bring does not lie here.</summary>
    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private void Note(string? line)
    {
        if (line is not null)
            _log.Log(LogLevel.Information, default, line, null, static (text, _) => text);
    }
}
