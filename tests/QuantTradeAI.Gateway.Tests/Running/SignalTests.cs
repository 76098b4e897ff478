using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Gateway.Tests.Running;

public sealed class SignalTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task Program_OnASignal_EndsWithASummaryAndNoError(int signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var program = Start("--port", "0", "--format", "json");
        using var deadline = new CancellationTokenSource(Deadline);
        await ReadAsync(program, "a status line", deadline.Token);

        Assert.Equal(0, Kill(program.Id, signal));

        var last = "";
        while (await ReadAsync(program, "the end of the output", deadline.Token) is { } line)
            last = line;
        await program.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, program.ExitCode);
        Assert.Equal("summary", (string)JsonNode.Parse(last)!["type"]!);
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, .. args]) { RedirectStandardOutput = true };
        return Process.Start(start)!;
    }

    private static async Task<string?> ReadAsync(Process program, string what, CancellationToken deadline)
    {
        try
        {
            return await program.StandardOutput.ReadLineAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            program.Kill();
            throw new TimeoutException($"Waited {Deadline.TotalSeconds} s in vain for {what}");
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
