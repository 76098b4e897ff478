using Microsoft.Extensions.DependencyInjection;

namespace QuantTradeAI.Streams.Push.Hosting;

/// <summary>Starts a provider when its silo or client can be called. It leaves while its silo still counts as active, so that others take over, and ends after them: what they publish at last still goes out.</summary>
internal sealed class PushLifecycle(string provider, IServiceProvider services) : ILifecycleParticipant<ISiloLifecycle>, ILifecycleParticipant<IClusterClientLifecycle>
{
    private PushProcess? _process;

    public void Participate(ISiloLifecycle lifecycle) => Subscribe(lifecycle);

    public void Participate(IClusterClientLifecycle lifecycle) => Subscribe(lifecycle);

    private void Subscribe(ILifecycleObservable lifecycle)
    {
        lifecycle.Subscribe(nameof(PushLifecycle), ServiceLifecycleStage.ApplicationServices, Start, End);
        lifecycle.Subscribe(nameof(PushLifecycle), ServiceLifecycleStage.Active, static _ => Task.CompletedTask, Leave);
    }

    private Task Start(CancellationToken cancellationToken)
    {
        _process = services.GetRequiredKeyedService<PushProcess>(provider);
        _process.Start();
        return Task.CompletedTask;
    }

    private Task Leave(CancellationToken cancellationToken) => _process?.LeaveAsync(cancellationToken) ?? Task.CompletedTask;

    private Task End(CancellationToken cancellationToken) => _process?.EndAsync(cancellationToken) ?? Task.CompletedTask;
}
