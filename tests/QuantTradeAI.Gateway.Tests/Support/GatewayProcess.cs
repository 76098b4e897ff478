using System.Diagnostics;
using System.Text.Json.Nodes;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Gateway.Tests.Support;

/// <summary>The program in a process of its own, asked over its HTTP surface.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly HttpClient _client = new();

    private GatewayProcess(Process process) => _process = process;

    /// <summary>Starts <c>gateway run</c> on a free port, and returns once it can be asked.</summary>
    public static async Task<GatewayProcess> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, "--port", "0", "--format", "json", .. args])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var program = new GatewayProcess(Process.Start(start)!);
        program._process.BeginOutputReadLine();
        try
        {
            program._client.BaseAddress = await program.AddressAsync();
            return program;
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>The first status that is as wanted.</summary>
    public async Task<JsonNode> WhenAsync(Predicate<JsonNode> wanted, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var seen = "nothing";
        try
        {
            while (true)
            {
                seen = await _client.GetStringAsync("status", deadline.Token);
                if (JsonNode.Parse(seen) is { } status && wanted(status))
                    return status;
                await Task.Delay(BetweenQuestions, deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited {Deadline.TotalSeconds} s in vain for {what}; the status is {seen}");
        }
    }

    /// <summary>As SIGKILL does: it can do nothing any more.</summary>
    public void Kill()
    {
        _process.Kill();
        Assert.True(_process.WaitForExit(Deadline));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _client.Dispose();
        _process.Dispose();
    }

    private async Task<Uri> AddressAsync()
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        _process.ErrorDataReceived += (_, told) =>
        {
            if (told.Data is null)
                address.TrySetException(new InvalidOperationException($"It ended before it could be asked: {string.Join('\n', said)}"));
            else if (told.Data.IndexOf("http://", StringComparison.Ordinal) is var at and >= 0)
                address.TrySetResult(new Uri(told.Data[at..]));
            else
                said.Add(told.Data);
        };
        _process.BeginErrorReadLine();
        return await address.Task.WaitAsync(Deadline);
    }
}
