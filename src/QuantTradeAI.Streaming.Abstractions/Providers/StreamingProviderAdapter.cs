using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>
/// What differs between venues, and nothing else. The engine owns sockets, retries, timers, queues, limits and threads.
/// An adapter holds no state of a connection: that lives in its decoders.
/// </summary>
public abstract class StreamingProviderAdapter
{
    private IProviderConnection? _connection;

    /// <summary>The name that configuration uses: lower case, <c>binance</c>.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The adapter's semantic version.</summary>
    public abstract string ProviderVersion { get; }

    /// <summary>One line for people.</summary>
    public virtual string Description => "";

    /// <summary>Assemblies it cannot work without.</summary>
    public virtual ImmutableArray<ProviderDependency> Dependencies => [];

    /// <summary>The venue's usual address, for configurations that give none; null when there is no such thing.</summary>
    public virtual Uri? DefaultEndpoint => null;

    /// <summary>What the venue offers.</summary>
    public abstract ProviderCapabilities GetCapabilities();

    /// <summary>The venue's rules for a connection.</summary>
    public abstract ConnectionRules GetConnectionRules(ProviderSettings settings);

    /// <summary>What the venue's trade ids tell.</summary>
    public virtual TradeIdRule TradeIds => TradeIdRule.None;

    /// <summary>
    /// Whose trade ids these are: two providers that tell trades of one venue, such as two accounts or two gateways, name the same, so that a
    /// stream that changes between them tells no trade twice and knows exactly what it missed.
    /// </summary>
    public virtual string Venue => ProviderName;

    /// <summary>
    /// The settings as this adapter runs with them, such as an option filled in. It must not widen them: what comes back is checked
    /// against the capabilities again, and an adapter that requires authentication cannot switch it off.
    /// </summary>
    public virtual ProviderSettings Normalize(ProviderSettings settings) => settings;

    /// <summary>Problems of the settings that only this adapter can see, one sentence each; empty when all is well.</summary>
    public virtual IEnumerable<string> ValidateConfig(ProviderSettings settings) => [];

    /// <summary>The address of a connection that is going to carry <paramref name="initial"/>.</summary>
    public virtual Uri GetEndpoint(ProviderSettings settings, IReadOnlyList<ChannelSubscription> initial) => settings.Endpoint;

    /// <summary>Messages to send once the socket is open, before any subscription.</summary>
    public virtual IEnumerable<VenueRequest> GetHandshake(ProviderSettings settings) => [];

    /// <summary>A request that subscribes to all of <paramref name="channels"/>: at most <see cref="ConnectionRules.MaxSubscriptionsPerRequest"/>.</summary>
    /// <param name="channels">What to subscribe to.</param>
    /// <param name="requestId">A number that this connection has not used yet.</param>
    /// <param name="settings">The provider's settings.</param>
    public abstract VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings);

    /// <summary>The opposite of <see cref="BuildSubscribe"/>.</summary>
    public abstract VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings);

    /// <summary>A decoder for one connection.</summary>
    public abstract IFrameDecoder CreateDecoder(DecoderContext context);

    /// <summary>Canonical <c>BTC-USD</c> to the venue's spelling in data frames and subscriptions.</summary>
    public virtual string ToNativeSymbol(string canonical) => canonical;

    /// <summary>
    /// Which of <see cref="ProviderCapabilities.AssetTypes"/> a canonical symbol is of, where its name tells; null where it does not.
    /// What is known is held against the asset types that configuration asks for.
    /// </summary>
    public virtual string? GetAssetType(string canonical) => null;

    /// <summary>The venue's spelling to canonical, as well as it can be told from the name alone.</summary>
    public virtual string ToCanonicalSymbol(string native) => native;

    /// <summary>Ties the adapter to the connection that the engine made for it.</summary>
    public void Attach(IProviderConnection connection) => _connection = connection;

    /// <inheritdoc cref="IProviderConnection.ConnectAsync"/>
    public Task ConnectAsync(CancellationToken cancellationToken = default) => Connection.ConnectAsync(cancellationToken);

    /// <inheritdoc cref="IProviderConnection.Subscribe"/>
    public Task SubscribeAsync(IEnumerable<string> symbols, DataTypes dataTypes = DataTypes.Trades | DataTypes.Quotes)
    {
        Connection.Subscribe(symbols, dataTypes);
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="IProviderConnection.Unsubscribe"/>
    public Task UnsubscribeAsync(IEnumerable<string> symbols, DataTypes dataTypes = DataTypes.Trades | DataTypes.Quotes)
    {
        Connection.Unsubscribe(symbols, dataTypes);
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="IProviderConnection.DisconnectAsync"/>
    public Task DisconnectAsync(CancellationToken cancellationToken = default) => _connection?.DisconnectAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc cref="IProviderConnection.GetHealthStatus"/>
    public ProviderHealthStatus GetHealthStatus() =>
        _connection?.GetHealthStatus() ?? new ProviderHealthStatus { Provider = ProviderName, State = ProviderState.Disconnected };

    private IProviderConnection Connection => _connection
        ?? throw new ProviderConnectionException($"Adapter '{ProviderName}' is tied to no connection; let a StreamingGateway or a ProviderSession attach it first.");
}
