using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>What a session may subscribe to by its negotiated settings.</summary>
internal sealed class SubscriptionLimits(StreamingProviderAdapter adapter, ProviderSettings settings)
{
    /// <exception cref="ProviderConfigurationException">The data type or the symbol's asset type is not among those configured.</exception>
    public void RequireOffered(Symbol symbol, DataTypes dataType)
    {
        if (!settings.DataTypes.HasFlag(dataType))
        {
            throw new ProviderConfigurationException(
                $"{adapter.ProviderName}: {dataType} of {symbol} is not offered; configured is {settings.DataTypes}.");
        }

        if (settings.AssetTypes.IsEmpty || AssetTypeOf(symbol) is not { } assetType || settings.AssetTypes.Contains(assetType))
            return;
        throw new ProviderConfigurationException(
            $"{adapter.ProviderName}: {symbol} is of asset type {assetType}; configured is {string.Join(", ", settings.AssetTypes)}.");
    }

    /// <exception cref="ProviderConfigurationException">So many are wanted already that there is no room for one more.</exception>
    public void RequireRoom(int wanted, WantedChannel next)
    {
        if (wanted >= settings.MaxSubscriptions)
        {
            throw new ProviderConfigurationException(
                $"{adapter.ProviderName}: no room for {next.Channel.DataType} of {next.Symbol}, {wanted} subscriptions are in use; "
                + $"max_subscriptions is {settings.MaxSubscriptions}. Raise it, or unsubscribe from something.");
        }
    }

    private string? AssetTypeOf(Symbol symbol)
    {
        try
        {
            return adapter.GetAssetType(symbol.Name);
        }
        catch (Exception error)
        {
            throw new ProviderConfigurationException($"{adapter.ProviderName}: the adapter cannot tell the asset type of {symbol} ({error.Message}).", error);
        }
    }
}
