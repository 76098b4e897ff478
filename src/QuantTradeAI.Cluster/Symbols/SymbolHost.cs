using System.Buffers;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>One symbol on its silo: takes what providers send into the silo's hub, and publishes its streams. Belongs to one caller at a time, its grain.</summary>
internal sealed partial class SymbolHost
{
    private readonly SiloSymbols _symbols;
    private readonly Func<StreamOutlet, OutletStream> _streamOf;
    private readonly BatchLedger _ledger;
    private readonly SymbolPublishing _publishing;
    private readonly SymbolPast _past;
    private readonly SymbolOwner _owner;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reviewed = -1;

    /// <param name="symbols">Where it lives.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="epoch">The epoch of its numbering.</param>
    /// <param name="past">What its owner before left, where that ended orderly.</param>
    /// <param name="streamOf">The way into a stream.</param>
    /// <param name="options">Limits.</param>
    /// <param name="owner">Who runs it.</param>
    /// <param name="logger">Failures.</param>
    public SymbolHost(
        SiloSymbols symbols,
        Symbol symbol,
        long epoch,
        SymbolPast past,
        Func<StreamOutlet, OutletStream> streamOf,
        SymbolHostOptions options,
        SymbolOwner owner,
        ILogger logger)
    {
        (_symbols, Symbol, Epoch, _past, _streamOf, Options, _owner, Logger) = (symbols, symbol, epoch, past, streamOf, options, owner, logger);
        _ledger = new BatchLedger(past.Taken);
        _publishing = new SymbolPublishing(this, symbols.Hub);
        symbols.Open(this, past.Source is { Length: > 0 } source ? ProviderId.Of(source) : default);
        foreach (var lease in past.Leases)
            _publishing.Leases.TryTake(lease, out _);
        Review();
    }

    public Symbol Symbol { get; }

    public long Epoch { get; }

    public SymbolHostOptions Options { get; }

    public ILogger Logger { get; }

    public TimeProvider Clock => _symbols.Clock;

    /// <summary>Ends when it lives here no longer, and what it handed on is kept.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Has its owner let go of it. Returns at once, from any thread.</summary>
    public void Deactivate(string reason) => _owner.Deactivate(reason);

    /// <summary>Has its owner call <see cref="Sweep"/>. From any thread.</summary>
    public Task SweepAsync() => _owner.SweepAsync();

    /// <summary>It lives here no longer.</summary>
    public void NoteClosed() => _closed.TrySetResult();

    /// <summary>Takes a provider's batch; returns when there is room for the next.</summary>
    public async Task<IntakeReply> TakeAsync(ProviderBatch batch)
    {
        var provider = ProviderId.Of(batch.Provider);
        if (_symbols.EpochOf(provider) is var owner && owner > batch.Epoch)
            return new IntakeReply(IsTaken: false, owner);
        var verdict = _ledger.Note(provider, batch.Epoch, batch.Number);
        if (verdict == BatchVerdict.Fenced)
            return new IntakeReply(IsTaken: false, _ledger.EpochOf(provider));
        if (verdict != BatchVerdict.Repeated)
            TakeOrTell(batch, provider, isBroken: verdict is BatchVerdict.NewOwner or BatchVerdict.AfterMissing);
        Review();
        await _publishing.WaitForRoomAsync();
        return new IntakeReply(IsTaken: true, batch.Epoch);
    }

    /// <summary>Has a stream published, and tells where it stands.</summary>
    public StreamPosition Lease(StreamLease lease)
    {
        if (Find(lease.Stream) is not { } stream)
            return Unknown(lease.Stream);
        if (lease.Duration <= TimeSpan.Zero || lease.Subscriber is not { Length: > 0 and <= StreamLeases.LongestSubscriber })
            return Position(stream) with { Problem = $"A lease needs a subscriber's name, of {StreamLeases.LongestSubscriber} characters at most, and a duration above zero." };
        if (!_publishing.Leases.TryTake(lease, out var isRenewed))
            return Position(stream) with { Problem = $"{Symbol} has {StreamLeases.Most:N0} leases already; end some, or wait until they run out." };
        if (isRenewed && _publishing.Serves(stream, lease.DataTypes))
            return Position(stream);
        return _publishing.Adjust(_symbols.OffersOf(Symbol), stream) is { } problem
            ? Position(stream) with { Problem = problem, Refused = LeaseWhatIsServed(lease, stream) }
            : Position(stream);
    }

    public void EndLease(string subscriber, string stream)
    {
        if (_publishing.Leases.End(subscriber, stream))
            _publishing.Adjust(_symbols.OffersOf(Symbol));
    }

    /// <summary>Where a stream stands.</summary>
    public StreamPosition Look(string stream) => Find(stream) is { } key ? Position(key) : Unknown(stream);

    /// <summary>What is still kept of what a stream did not bring.</summary>
    public StreamBatch[] Replay(StreamReplayRequest request) => request.Epoch == Epoch && Find(request.Stream) is { } stream
        ? _publishing.Replay(new StreamOutlet(stream, request.DataType), request.From, request.To)
        : [];

    /// <summary>Ends leases that were not renewed. True while somebody wants something, or configuration does.</summary>
    public bool Sweep()
    {
        if (_publishing.Leases.Expire())
            _reviewed = -1;
        _publishing.Expire();
        Review();
        return _publishing.Count > 0;
    }

    /// <summary>Sends what waits until the deadline. What there is to hand on; null when not all was sent.</summary>
    public async Task<SymbolPast?> CloseAsync(CancellationToken deadline)
    {
        var isSent = await _publishing.CloseAsync(deadline);
        var streams = _symbols.Close(this);
        return isSent
            ? new SymbolPast(
                streams.ToImmutableDictionary(one => one.Stream.ToString(), one => HandedOn(one), StringComparer.Ordinal),
                _ledger.Taken,
                streams.FirstOrDefault(one => one.Stream.IsConsolidated)?.Source.Name ?? "",
                [.. _publishing.Leases.Left()])
            : null;
    }

    internal OutletStream StreamOf(StreamOutlet outlet) => _streamOf(outlet);

    internal StreamEnd? ContinuesOf(StreamKey stream) => _past.Ends.GetValueOrDefault(stream.ToString());

    private void Review()
    {
        if (_reviewed == _symbols.Version)
            return;
        _reviewed = _symbols.Version;
        _publishing.Adjust(_symbols.OffersOf(Symbol));
    }

    private void Take(ProviderBatch batch, ProviderId provider, bool isBroken)
    {
        _symbols.Register(provider, batch.Facts);
        if (isBroken)
            TellDisconnected(provider);
        if (batch.Events.IsEmpty)
            return;
        var events = ArrayPool<MarketEvent>.Shared.Rent(MarketBatch.Count(batch.Events.Span));
        var count = 0;
        try
        {
            count = MarketBatch.Read(batch.Events.Span, events);
            RequireOwn(events.AsSpan(0, count), provider);
            if (!_symbols.Hub.Publish(events.AsSpan(0, count)))
                _publishing.NoteFull();
        }
        finally
        {
            Array.Clear(events, 0, count);
            ArrayPool<MarketEvent>.Shared.Return(events);
        }
    }

    private void TellDisconnected(ProviderId provider) =>
        _symbols.Hub.Publish(FeedStatus.Of(FeedStatusKind.Disconnected, Symbol, provider, UnixNanos.Now(Clock)));

    private void RequireOwn(Span<MarketEvent> events, ProviderId provider)
    {
        foreach (ref var one in events)
        {
            if (one.HeaderRef.Symbol != Symbol || one.HeaderRef.Provider != provider)
                throw new FormatException($"It holds an event of {one.HeaderRef.Symbol} from {one.HeaderRef.Provider}; expected {Symbol} from {provider}.");
        }
    }

    /// <summary>It is noted as taken, so that it would count as a repetition when it comes again: what was in it is missing, which is told.</summary>
    private void TakeOrTell(ProviderBatch batch, ProviderId provider, bool isBroken)
    {
        try
        {
            Take(batch, provider, isBroken);
        }
        catch (Exception error)
        {
            Unreadable(Logger, error, batch.Number, provider, Symbol);
            TellDisconnected(provider);
        }
    }

    /// <summary>What others of its process have is not ended by a kind that is not served. The kinds that are not.</summary>
    private DataTypes LeaseWhatIsServed(StreamLease lease, StreamKey stream)
    {
        var served = lease.DataTypes & _publishing.ServedOf(stream);
        if (served == DataTypes.None)
            EndLease(lease.Subscriber, lease.Stream);
        else
            _publishing.Leases.TryTake(lease with { DataTypes = served }, out _);
        return lease.DataTypes & ~served;
    }

    [LoggerMessage(9201, LogLevel.Error, "Batch {Number} of {Provider} cannot be read by {Symbol}; what was in it is told as missing.")]
    private static partial void Unreadable(ILogger logger, Exception error, long number, ProviderId provider, Symbol symbol);
}
