using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>A configured provider as one silo's symbols see it, wherever its owner runs: how it stands, and what they want of it.</summary>
internal sealed class RemoteProvider : IStandby, IDisposable
{
    private const DataTypes Everything = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook;

    private readonly Lock _changing = new();
    private readonly Dictionary<(string Symbol, DataTypes DataType), int> _wanted = [];
    private readonly WantedSender _sender;
    private volatile ProviderStandingReport? _report;

    public RemoteProvider(string name, WantedSenderOptions sending)
    {
        Id = ProviderId.Of(name);
        _sender = new WantedSender(name, Snapshot, sending);
    }

    public ProviderId Id { get; }

    /// <summary>What its owner has told last; null before it has told anything.</summary>
    public ProviderStandingReport? Report => _report;

    /// <summary>What it serves; everything until its owner has told.</summary>
    public DataTypes Offers => _report is { Version.Length: > 0 } report ? report.Offers : Everything;

    /// <summary>Takes a report. What has changed: nothing where an older or the same one was known.</summary>
    public StandingChange Note(ProviderStandingReport report)
    {
        lock (_changing)
        {
            var before = _report;
            if (before is not null && (report.Epoch, report.Number).CompareTo((before.Epoch, before.Number)) <= 0)
                return StandingChange.None;
            var offers = Offers;
            _report = report;
            if (report.Epoch != before?.Epoch && _wanted.Count > 0)
                _sender.Ask();
            return StandingChange.Standing | (offers == Offers && before?.Version.Length > 0 ? StandingChange.None : StandingChange.Offers);
        }
    }

    /// <summary>Its owner has gone with its silo: not usable until another one tells.</summary>
    public bool NoteGone(string silo, DateTimeOffset now)
    {
        lock (_changing)
        {
            if (_report is not { } report || report.Silo != silo)
                return false;
            _report = report with { IsUsable = false, Since = now, Reason = "its silo has gone", Number = report.Number + 1 };
            return true;
        }
    }

    public void Want(string symbol, DataTypes dataTypes) => Count(symbol, dataTypes, 1);

    public void Unwant(string symbol, DataTypes dataTypes) => Count(symbol, dataTypes, -1);

    public void Dispose() => _sender.Dispose();

    private void Count(string symbol, DataTypes dataTypes, int by)
    {
        lock (_changing)
        {
            var changed = false;
            foreach (var dataType in dataTypes.Each())
            {
                var count = _wanted.GetValueOrDefault((symbol, dataType)) + by;
                changed |= count == 0 || (count == 1 && by > 0);
                if (count <= 0)
                    _wanted.Remove((symbol, dataType));
                else
                    _wanted[(symbol, dataType)] = count;
            }

            if (changed)
                _sender.Ask();
        }
    }

    private IEnumerable<WantedSymbol> Snapshot()
    {
        lock (_changing)
        {
            return
            [
                .. _wanted.Keys.GroupBy(key => key.Symbol, StringComparer.Ordinal)
                    .Select(symbol => new WantedSymbol(symbol.Key, symbol.Aggregate(DataTypes.None, (all, key) => all | key.DataType))),
            ];
        }
    }
}
