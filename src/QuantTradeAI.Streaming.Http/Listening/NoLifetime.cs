using Microsoft.Extensions.Hosting;

namespace QuantTradeAI.Streaming.Http.Listening;

/// <summary>Leaves the process's signals to the program: the usual one takes Ctrl+C for itself.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
