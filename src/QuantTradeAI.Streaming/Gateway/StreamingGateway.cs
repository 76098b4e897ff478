using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// All of it in one process: connects to the configured providers, numbers what they send, and hands it to subscribers.
/// Subscribing works before and after the start, from any thread.
/// </summary>
public sealed class StreamingGateway : IMarketDataFeed, IAsyncDisposable
{
    private readonly GatewayOptions _options;
    private readonly ImmutableArray<ProviderSlot> _slots;
    private readonly SymbolHub _hub;
    private readonly Lock _changing = new();
    private readonly List<Waiter> _waiters = [];
    private Task? _stopped;

    /// <summary>Reads the <c>streaming</c> section of a configuration file.</summary>
    /// <exception cref="ProviderConfigurationException">The file's problems, each with its line.</exception>
    public StreamingGateway(string configPath, GatewayOptions? options = null)
        : this(adapters => StreamingConfigReader.Load(configPath, adapters), options ?? new GatewayOptions())
    {
    }

    /// <summary>Runs a configuration that was read or made before.</summary>
    /// <exception cref="ProviderConfigurationException">An adapter is unknown or refuses its settings.</exception>
    public StreamingGateway(StreamingConfig config, GatewayOptions? options = null)
        : this(_ => config, options ?? new GatewayOptions())
    {
    }

    private StreamingGateway(Func<IReadOnlyCollection<string>, StreamingConfig> load, GatewayOptions options)
    {
        _options = options;
        var adapters = (options.Adapters ?? BuiltInAdapterSource.Load()).ToDictionary(adapter => adapter.ProviderName, StringComparer.Ordinal);
        var config = load(adapters.Keys);
        var logger = options.LoggerFactory?.CreateLogger("QuantTradeAI.Streaming") ?? NullLogger.Instance;
        var services = new SessionServices(
            options.Clock,
            options.Random ?? new LockedRandom(new Random(Environment.ProcessId ^ (int)options.Clock.GetTimestamp())).NextDouble,
            new WebSocketConnector(options.Clock, options.ValidateCertificate),
            new ConnectLimiter(options.Clock),
            logger);

        var demand = new GatewayDemand();
        _hub = new SymbolHub(options.Clock, options.Epoch, logger, demand);
        if (config.Providers.GroupBy(provider => provider.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ProviderConfigurationException($"The provider '{twice.Key}' is configured twice; expected each once.");
        _slots = [.. config.Providers.Select(provider => MakeSlot(provider, adapters, services))];
        demand.Connect(new SymbolRoutes(_slots), _hub);
        SubscribeConfigured(config);
    }

    /// <summary>Starts connecting and returns at once: a provider that cannot be reached stops nobody, and is tried again for ever.</summary>
    /// <exception cref="InvalidOperationException">It was stopped before.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_changing)
        {
            if (_stopped is not null)
                throw new InvalidOperationException("The gateway has been stopped; make a new one.");
            foreach (var slot in _slots)
                slot.Session.Start();
        }

        return Task.CompletedTask;
    }

    /// <summary>Starts, runs until cancelled, stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await StartAsync(CancellationToken.None).ConfigureAwait(false);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(() => cancelled.TrySetResult()))
            await cancelled.Task.ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
    }

    /// <summary>Unsubscribes, closes, lets subscribers finish what waits for them. Ends within its limit; safe to call again.</summary>
    public Task StopAsync()
    {
        lock (_changing)
            return _stopped ??= StopOnceAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(StopAsync());

    /// <inheritdoc/>
    public IMarketDataSubscription Subscribe(SubscriptionRequest request, IMarketDataObserver observer) => _hub.Subscribe(request, observer);

    /// <inheritdoc/>
    public IMarketDataReader Subscribe(SubscriptionRequest request) => _hub.Subscribe(request);

    /// <summary>What is known now.</summary>
    public GatewayStatus GetStatus() =>
        new([.. _slots.Select(slot => slot.Session.GetHealthStatus())], _hub.SnapshotAll(), _hub.Subscriptions(), _hub.Totals());

    /// <summary>Returns once every provider that is wanted is connected and has acknowledged all its subscriptions.</summary>
    public Task WhenLiveAsync(CancellationToken cancellationToken = default) =>
        WhenAsync(providers => providers.All(provider => provider.State is ProviderState.Live or ProviderState.Idle), cancellationToken);

    /// <summary>Returns once the condition holds; it is asked whenever a connection or its subscriptions have changed.</summary>
    public async Task WhenAsync(Func<ImmutableArray<ProviderHealthStatus>, bool> condition, CancellationToken cancellationToken = default)
    {
        var waiter = new Waiter(condition);
        lock (_changing)
            _waiters.Add(waiter);
        try
        {
            Ask(waiter);
            await waiter.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_changing)
                _waiters.Remove(waiter);
        }
    }

    private ProviderSlot MakeSlot(ProviderConfig config, Dictionary<string, StreamingProviderAdapter> adapters, SessionServices services)
    {
        if (!adapters.TryGetValue(config.Name, out var adapter))
            throw new ProviderConfigurationException($"There is no provider '{config.Name}'; expected one of {string.Join(", ", adapters.Keys)}.");
        var offers = adapter.GetCapabilities().DataTypes;
        var wanted = config.Subscriptions ?? offers;
        if ((wanted & ~offers) != DataTypes.None)
            throw new ProviderConfigurationException($"{config.Name} offers {offers}, not {wanted & ~offers}; take it from its subscriptions.");
        var settings = new ProviderSettings
        {
            Endpoint = _options.EndpointOverride?.Invoke(config.Name) ?? config.WebSocketUrl,
            DataTypes = wanted,
            Symbols = config.Symbols,
            NativeSymbols = config.NativeSymbols,
            Credentials = config.Credentials,
            Options = config.Options,
        };
        var problems = adapter.ValidateConfig(settings).ToList();
        if (problems.Count > 0)
            throw new ProviderConfigurationException($"{config.Name}: {string.Join(" ", problems)}");

        var session = new ProviderSession(adapter, settings, _hub, services);
        session.Changed += OnChanged;
        _hub.RegisterProvider(session.Provider, session.TradeIds);
        return new ProviderSlot(config, settings, session);
    }

    private void SubscribeConfigured(StreamingConfig config)
    {
        foreach (var symbol in config.Providers.SelectMany(provider => provider.Symbols).Distinct())
        {
            var sources = _slots.Where(slot => slot.Lists(symbol)).ToList();
            _hub.SetSources(Symbol.Of(symbol), [.. sources.Select(slot => slot.Id)]);
            foreach (var slot in sources)
                slot.Want(symbol, slot.Offers);
        }
    }

    private async Task StopOnceAsync()
    {
        await Task.Yield();
        using var limit = new CancellationTokenSource(_options.StopTimeout, _options.Clock);
        var disconnecting = Task.WhenAll(_slots.Select(slot => slot.Session.DisconnectAsync(limit.Token)));

        // The limit is the promise; what still hangs is cut with the process. Subscribers end all the same.
        await disconnecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _hub.CompleteAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // A callback does not return.
        }
    }

    private void OnChanged()
    {
        List<Waiter> waiters;
        lock (_changing)
            waiters = [.. _waiters];
        foreach (var waiter in waiters)
            Ask(waiter);
    }

    private void Ask(Waiter waiter)
    {
        try
        {
            if (waiter.Condition([.. _slots.Select(slot => slot.Session.GetHealthStatus())]))
                waiter.Done.TrySetResult();
        }
        catch (Exception error)
        {
            // A session asks here: the waiter's bug is the waiter's.
            waiter.Done.TrySetException(error);
        }
    }

    private sealed record Waiter(Func<ImmutableArray<ProviderHealthStatus>, bool> Condition)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
