using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Streams;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Grains;
using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push.Hosting;

/// <summary>All of one provider in this process.</summary>
internal sealed class PushProcess
{
    private readonly ConcurrentDictionary<Type, object> _codecs = new();
    private readonly Serializer _serializer;
    private readonly PushMeters _meters;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly StreamRegistrar _registrar;
    private readonly SiloAgent? _agent;
    private readonly IServiceProvider _services;
    private readonly PushStreamOptions _options;
    private readonly PushInputs _inputs;
    private readonly CancellationTokenSource _ended = new();
    private Task _tending = Task.CompletedTask;

    public PushProcess(string provider, IServiceProvider services)
    {
        Provider = provider;
        var address = services.GetRequiredKeyedService<PushAddress>(provider);
        _registrar = services.GetRequiredKeyedService<StreamRegistrar>(provider);
        _meters = services.GetRequiredKeyedService<PushMeters>(provider);
        _serializer = services.GetRequiredService<Serializer>();
        _agent = services.GetKeyedService<SiloAgent>(provider);
        _services = services;
        _clock = services.GetRequiredService<TimeProvider>();
        _logger = services.GetRequiredService<ILogger<PushProcess>>();
        _options = services.GetRequiredService<IOptionsMonitor<PushStreamOptions>>().Get(provider);
        var context = services.GetRequiredKeyedService<ProducerContext>(provider);
        Outputs = new PushOutputs(context);
        address.Sender.Serve(Outputs, _registrar);
        _inputs = address.Inputs;
        var carrier = services.GetKeyedService<IGrainCarrier>(provider);
        Subscribers = new PushSubscribers(
            this,
            services.GetRequiredService<IGrainContextAccessor>(),
            new ProcessSubscribers(address.Inputs, _registrar, _options, _clock),
            carrier is null ? null : new GrainSubscribers(carrier, _registrar, _options, _clock));
    }

    public string Provider { get; }

    public PushOutputs Outputs { get; }

    public PushSubscribers Subscribers { get; }

    public BlockCodec<T> CodecOf<T>() =>
        (BlockCodec<T>)_codecs.GetOrAdd(typeof(T), static (_, serializer) => new BlockCodec<T>(serializer), _serializer);

    /// <summary>For an <see cref="IAsyncObserver{T}"/> or an <see cref="IAsyncBatchObserver{T}"/>.</summary>
    public IStreamSink SinkOf<T>(StreamId stream, object observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return new ObserverSink<T>(stream, observer.GetType().Name, observer, CodecOf<T>(), _meters, _clock, _logger);
    }

    public void Start()
    {
        _registrar.Start();
        _tending = Task.WhenAll(Outputs.TendAsync(), _inputs.WatchAsync(_ended.Token), _agent?.WatchAsync() ?? Task.CompletedTask);
    }

    /// <summary>Hands over what was published so far and the grains of streams that live here, and tells such grains that this process goes; within the deadline.</summary>
    public async Task LeaveAsync(CancellationToken deadline)
    {
        await Outputs.FlushAllAsync(deadline).ConfigureAwait(false);
        if (_agent is not null)
            await MoveGrainsAsync(_agent, deadline).ConfigureAwait(false);
        await _registrar.StopAsync(deadline).ConfigureAwait(false);
        if (_agent is not null)
            Outputs.Leave();
    }

    /// <summary>Hands over what waits, within the deadline; nothing can be published after.</summary>
    public async Task EndAsync(CancellationToken deadline)
    {
        await Outputs.EndAsync(deadline).ConfigureAwait(false);
        _agent?.End();
        await _ended.CancelAsync().ConfigureAwait(false);
        await _tending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task MoveGrainsAsync(SiloAgent agent, CancellationToken deadline)
    {
        var silos = _services.GetRequiredService<ISiloStatusOracle>();
        using var limit = new CancellationTokenSource(_options.SendTimeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, deadline);
        await agent.MoveAsync([.. silos.GetActiveSilos().Where(silo => !silo.Equals(silos.SiloAddress))], both.Token).ConfigureAwait(false);
    }
}
