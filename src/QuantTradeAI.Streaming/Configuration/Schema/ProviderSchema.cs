using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A provider's document.</summary>
internal static class ProviderSchema
{
    public const string Title = "A provider's document";

    private const int MostOfALimit = int.MaxValue;

    public static readonly ObjectRule Environment = new(
        new Key("enabled", Rules.Flag, "Whether this environment may be chosen.") { Default = true },
        new Key("websocket_url", Rules.SocketAddress, "Where to connect, unless the entry in the streaming configuration says so."),
        new Key(
            "asset_types", new ListRule(Rules.Name, "asset types like stocks or crypto"),
            "What is traded; all that the adapter offers when empty or absent."),
        new Key("data_types", Rules.DataTypes, "What is offered; all that the adapter offers when empty or absent."),
        new Key(
            "rate_limit_per_minute", new NumberRule(1, MostOfALimit),
            "Most control messages a minute; the adapter's limit when absent, never more."),
        new Key(
            "max_subscriptions", new NumberRule(1, MostOfALimit),
            "Most subscriptions, a symbol and a data type each; the adapter's limit when absent, never more."),
        new Key(
            "requires_authentication", Rules.Flag,
            "Whether the venue is told who the client is; it cannot be switched off where the venue insists."),
        new Key("credentials", Rules.Credentials, "What the venue knows the client by; else from <PROVIDER>_API_KEY and the like."),
        new Key("options", Rules.Options, "What only this adapter understands."));

    public static readonly ObjectRule Root = new(
        new Key("$schema", Rules.Text, "For editors."),
        new Key("provider", Rules.Name, "The adapter's name.") { IsRequired = true },
        new Key(
            "environment", Rules.Name,
            "The environment that is used unless the caller names another.")
        {
            Default = ProviderSettings.DefaultEnvironment,
        },
        new Key(
            "environments", new MapRule(Rules.Name, Environment, "environments by name", least: 1),
            "What the provider runs with, by environment.")
        {
            IsRequired = true,
        });
}
