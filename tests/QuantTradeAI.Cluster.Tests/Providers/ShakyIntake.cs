using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Cluster.Symbols;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>Symbols whose calls fail at random, before they have taken the batch or after, and that keep what they took, each batch once.</summary>
internal sealed class ShakyIntake(int seed, double failing) : ISymbolIntake
{
    private readonly Lock _changing = new();
    private readonly Random _random = new(seed);
    private readonly Dictionary<Symbol, (BatchLedger Ledger, List<MarketEvent> Taken, bool IsBusy)> _symbols = [];

    public long Repeated { get; private set; }

    public long Beside { get; private set; }

    public IReadOnlyList<MarketEvent> Taken(Symbol symbol)
    {
        lock (_changing)
            return _symbols.TryGetValue(symbol, out var one) ? [.. one.Taken] : [];
    }

    public async ValueTask<IntakeReply> TakeAsync(Symbol symbol, ProviderBatch batch)
    {
        bool isLost, isLostAfterwards;
        lock (_changing)
        {
            isLost = _random.NextDouble() < failing;
            isLostAfterwards = _random.NextDouble() < failing;
            Change(symbol, isBusy: true);
        }

        await Task.Yield();
        lock (_changing)
        {
            Change(symbol, isBusy: false);
            if (isLost)
                throw new InvalidOperationException("lost on the way");
            Take(symbol, batch);
        }

        return isLostAfterwards ? throw new InvalidOperationException("lost on the way back") : new IntakeReply(IsTaken: true, batch.Epoch);
    }

    private void Change(Symbol symbol, bool isBusy)
    {
        if (!_symbols.TryGetValue(symbol, out var one))
            one = (new BatchLedger(), [], false);
        if (isBusy && one.IsBusy)
            Beside++;
        _symbols[symbol] = one with { IsBusy = isBusy };
    }

    private void Take(Symbol symbol, ProviderBatch batch)
    {
        var (ledger, taken, _) = _symbols[symbol];
        switch (ledger.Note(ProviderId.Of(batch.Provider), batch.Epoch, batch.Number))
        {
            case BatchVerdict.Next:
                taken.AddRange(MarketBatch.Read(batch.Events.Span));
                break;
            case BatchVerdict.Repeated:
                Repeated++;
                break;
            case var verdict:
                throw new InvalidDataException($"{symbol}: batch {batch.Number} is {verdict}.");
        }
    }
}
