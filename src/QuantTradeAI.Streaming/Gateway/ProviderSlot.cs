using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>One configured provider: what it offers, its session, and how many want what of it.</summary>
internal sealed class ProviderSlot(ProviderConfig config, ProviderSettings settings, ProviderSession session)
{
    private readonly Lock _changing = new();
    private readonly Dictionary<(string Symbol, DataTypes DataType), int> _wanted = [];

    public string Name => config.Name;

    public ProviderId Id => session.Provider;

    public DataTypes Offers => settings.DataTypes;

    public ProviderSession Session => session;

    /// <summary>Whether configuration names this provider as a source of the symbol.</summary>
    public bool Lists(string symbol) => config.Symbols.Contains(symbol);

    /// <summary>One more wants this; the first one makes the session subscribe.</summary>
    public void Want(string symbol, DataTypes dataTypes)
    {
        lock (_changing)
        {
            foreach (var dataType in dataTypes.Each())
            {
                var count = _wanted.GetValueOrDefault((symbol, dataType));
                if (count == 0)
                    session.Subscribe([symbol], dataType);
                _wanted[(symbol, dataType)] = count + 1;
            }
        }
    }

    /// <summary>One less wants this; the last one makes the session unsubscribe.</summary>
    public void Unwant(string symbol, DataTypes dataTypes)
    {
        lock (_changing)
        {
            foreach (var dataType in dataTypes.Each())
            {
                var count = _wanted.GetValueOrDefault((symbol, dataType));
                if (count > 1)
                    _wanted[(symbol, dataType)] = count - 1;
                else if (_wanted.Remove((symbol, dataType)))
                    session.Unsubscribe([symbol], dataType);
            }
        }
    }
}
