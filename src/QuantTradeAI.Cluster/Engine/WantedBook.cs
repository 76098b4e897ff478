using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>What the silos want of one provider, and what its slot has been asked for on their behalf.</summary>
internal sealed class WantedBook
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, WantedBySilo> _bySilo = new(StringComparer.Ordinal);
    private readonly HashSet<(string Symbol, DataTypes DataType)> _asked = [];
    private ProviderSlot? _slot;

    /// <summary>Takes what a silo wants; false where something newer is known.</summary>
    public bool Take(WantedBySilo wanted)
    {
        lock (_changing)
        {
            if (_bySilo.TryGetValue(wanted.Silo, out var known) && known.Number > wanted.Number)
                return false;
            _bySilo[wanted.Silo] = wanted;
            return true;
        }
    }

    /// <summary>Wants nothing any more on behalf of silos other than these.</summary>
    public bool Keep(IReadOnlyCollection<string> silos)
    {
        lock (_changing)
        {
            var gone = _bySilo.Keys.Where(silo => !silos.Contains(silo)).ToList();
            gone.ForEach(silo => _bySilo.Remove(silo));
            return gone.Count > 0;
        }
    }

    /// <summary>Asks the slot for what is wanted now. What it may not subscribe to is handed to <paramref name="refused"/>, and tried again with the next call.</summary>
    public void Ask(ProviderSlot? slot, Action<string, DataTypes, string> refused)
    {
        lock (_changing)
        {
            if (slot != _slot)
                _asked.Clear();
            _slot = slot;
            if (slot is null)
                return;
            var wanted = _bySilo.Values.SelectMany(silo => silo.Symbols)
                .SelectMany(one => (one.DataTypes & slot.Offers).Each(), (one, dataType) => (one.Symbol, dataType)).ToHashSet();
            foreach (var (symbol, dataType) in _asked.Except(wanted).ToList())
            {
                slot.Unwant(symbol, dataType);
                _asked.Remove((symbol, dataType));
            }

            foreach (var (symbol, dataType) in wanted.Except(_asked).ToList())
                Want(slot, symbol, dataType, refused);
        }
    }

    private void Want(ProviderSlot slot, string symbol, DataTypes dataType, Action<string, DataTypes, string> refused)
    {
        try
        {
            slot.Want(symbol, dataType);
            _asked.Add((symbol, dataType));
        }
        catch (ProviderConfigurationException error)
        {
            refused(symbol, dataType, error.Message);
        }
    }
}
