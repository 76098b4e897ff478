using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>
/// What the silos want of one provider, and what its slot has been asked for on their behalf. What nobody wants any more stays for a while: a symbol that
/// moves to another silo is wanted again before long, and would lose what its venue sends meanwhile.
/// </summary>
internal sealed class WantedBook(TimeProvider clock)
{
    /// <summary>Most silos.</summary>
    public const int MaxSilos = 1_000;

    /// <summary>Most symbols of one silo.</summary>
    public const int MaxSymbols = 100_000;

    /// <summary>Longer than a client takes to ask a symbol's next silo.</summary>
    public static readonly TimeSpan Lingering = TimeSpan.FromSeconds(15);

    private readonly Lock _changing = new();
    private readonly Dictionary<string, WantedBySilo> _bySilo = new(StringComparer.Ordinal);
    private readonly HashSet<(string Symbol, DataTypes DataType)> _asked = [];
    private readonly HashSet<(string Symbol, DataTypes DataType)> _refused = [];
    private readonly Dictionary<(string Symbol, DataTypes DataType), long> _lingering = [];
    private ProviderSlot? _slot;

    /// <summary>Whether its slot has been asked for anything.</summary>
    public bool IsAsked
    {
        get
        {
            lock (_changing)
                return _asked.Count + _refused.Count > 0;
        }
    }

    /// <summary>Takes what a silo wants; false where something newer is known.</summary>
    /// <exception cref="ArgumentException">It is more than there can be.</exception>
    public bool Take(WantedBySilo wanted)
    {
        if (wanted.Symbols.IsDefault)
            wanted = wanted with { Symbols = [] };
        if (wanted.Symbols.Length > MaxSymbols)
            throw new ArgumentException($"{wanted.Silo} wants {wanted.Symbols.Length:N0} symbols; expected {MaxSymbols:N0} at most.");
        if (wanted.Symbols.Any(one => string.IsNullOrEmpty(one?.Symbol)))
            throw new ArgumentException($"{wanted.Silo} wants a symbol without a name.");
        lock (_changing)
        {
            if (_bySilo.Count >= MaxSilos && !_bySilo.ContainsKey(wanted.Silo))
                throw new ArgumentException($"{wanted.Silo}: there are {MaxSilos:N0} silos already.");
            if (_bySilo.TryGetValue(wanted.Silo, out var known) && known.Number > wanted.Number)
                return false;
            _bySilo[wanted.Silo] = wanted;
            return true;
        }
    }

    /// <summary>Wants nothing any more on behalf of silos that have gone.</summary>
    public bool Drop(Func<string, bool> hasGone)
    {
        lock (_changing)
        {
            var gone = _bySilo.Keys.Where(hasGone).ToList();
            gone.ForEach(silo => _bySilo.Remove(silo));
            return gone.Count > 0;
        }
    }

    /// <summary>
    /// Asks the slot for what is wanted now. What it may not subscribe to is handed to <paramref name="refused"/> once, and tried
    /// again with each call.
    /// </summary>
    public void Ask(ProviderSlot? slot, Action<string, DataTypes, string> refused)
    {
        lock (_changing)
        {
            if (slot != _slot)
            {
                _asked.Clear();
                _refused.Clear();
                _lingering.Clear();
            }

            _slot = slot;
            if (slot is null)
                return;
            var wanted = _bySilo.Values.SelectMany(silo => silo.Symbols)
                .SelectMany(one => (one.DataTypes & slot.Offers).Each(), (one, dataType) => (one.Symbol, dataType)).ToHashSet();
            foreach (var one in wanted)
                _lingering.Remove(one);
            foreach (var one in _asked.Except(wanted))
                _lingering.TryAdd(one, clock.GetTimestamp());
            EndLingering(slot, Lingering);
            _refused.IntersectWith(wanted);
            foreach (var (symbol, dataType) in wanted.Except(_asked).ToList())
                Want(slot, symbol, dataType, refused);
        }
    }

    /// <summary>Lets go of what nobody has wanted for long enough.</summary>
    public void EndLingering()
    {
        lock (_changing)
        {
            if (_slot is { } slot)
                EndLingering(slot, Lingering);
        }
    }

    private bool EndLingering(ProviderSlot slot, TimeSpan time)
    {
        var over = _lingering.Where(pair => clock.GetElapsedTime(pair.Value) >= time).Select(pair => pair.Key).ToList();
        foreach (var (symbol, dataType) in over)
        {
            slot.Unwant(symbol, dataType);
            _asked.Remove((symbol, dataType));
            _lingering.Remove((symbol, dataType));
        }

        return over.Count > 0;
    }

    private void Want(ProviderSlot slot, string symbol, DataTypes dataType, Action<string, DataTypes, string> refused)
    {
        try
        {
            slot.Want(symbol, dataType);
            _asked.Add((symbol, dataType));
            _refused.Remove((symbol, dataType));
        }
        catch (ProviderConfigurationException) when (EndLingering(slot, TimeSpan.Zero)) // There may be room now.
        {
            Want(slot, symbol, dataType, refused);
        }
        catch (Exception error) when (error is ProviderConfigurationException or FormatException)
        {
            if (_refused.Add((symbol, dataType)))
                refused(symbol, dataType, error.Message);
        }
    }
}
