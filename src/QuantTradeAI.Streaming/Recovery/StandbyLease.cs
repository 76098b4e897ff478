using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>A symbol that a provider was asked for because it is needed as the source, counted once.</summary>
/// <param name="Standby">Who was asked.</param>
/// <param name="DataTypes">For which kinds.</param>
/// <param name="Deadline">Until when nobody else is asked.</param>
internal sealed record StandbyLease(IStandby Standby, DataTypes DataTypes, DateTimeOffset Deadline)
{
    public ProviderId Provider => Standby.Id;

    public static StandbyLease Take(IStandby standby, Symbol symbol, DateTimeOffset deadline)
    {
        var dataTypes = standby.Offers;
        if (dataTypes == DataTypes.None)
            throw new ProviderConfigurationException($"{standby.Id} does not run.");
        standby.Want(symbol.Name, dataTypes);
        return new StandbyLease(standby, dataTypes, deadline);
    }

    public void Release(Symbol symbol) => Standby.Unwant(symbol.Name, DataTypes);
}
