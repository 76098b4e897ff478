using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Bench.Processes;

namespace QuantTradeAI.Bench.StatusLoad;

/// <summary>Asks for an address at a steady rate, in a process of its own, until its standard input ends; then says how it went.</summary>
internal sealed class StatusClient : IAsyncDisposable
{
    public const string Job = "status-client";

    private readonly OwnProcess _process;

    private StatusClient(OwnProcess process) => _process = process;

    public static StatusClient Start(Uri url, int requestsPerSecond) =>
        new(OwnProcess.Start(Job, url.ToString(), requestsPerSecond.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Stops it.</summary>
    public async Task<string> StopAsync()
    {
        await _process.TellAsync("stop");
        return await _process.ReadAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>The client's side.</summary>
    public static async Task AskAsync(Uri url, int requestsPerSecond)
    {
        using var client = new HttpClient();
        var (good, bad) = (0, 0);
        var took = new Percentiles();
        var stopped = Task.Run(Console.In.ReadLine);
        var asking = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var asked = 0; !stopped.IsCompleted && await timer.WaitForNextTickAsync();)
        {
            for (; asked < Stopwatch.GetElapsedTime(began).TotalSeconds * requestsPerSecond; asked++)
                asking.Add(OneAsync());
            asking.RemoveAll(one => one.IsCompleted);
        }

        await Task.WhenAll(asking);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{good:N0} answered, {bad} not, {good / Stopwatch.GetElapsedTime(began).TotalSeconds:0} a second, {took}"));
        await Console.In.ReadToEndAsync();

        async Task OneAsync()
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await client.GetByteArrayAsync(url);
                Interlocked.Increment(ref good);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref bad);
            }

            lock (took)
                took.Add((long)Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
    }
}
