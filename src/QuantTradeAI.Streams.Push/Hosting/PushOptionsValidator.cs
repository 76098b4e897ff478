namespace QuantTradeAI.Streams.Push.Hosting;

/// <summary>Says at start what is wrong with a provider's options.</summary>
internal sealed class PushOptionsValidator(string provider, PushStreamOptions options) : IConfigurationValidator
{
    private const int MaxFrame = 64 * 1024 * 1024;

    public void ValidateConfiguration()
    {
        Require(options.Window is >= 1 and <= 64, nameof(options.Window), options.Window, "1 to 64");
        Require(options.MaxFrameBytes is >= 1024 and <= MaxFrame, nameof(options.MaxFrameBytes), options.MaxFrameBytes, "1,024 to 67,108,864");
        Require(options.SendTimeout > TimeSpan.Zero, nameof(options.SendTimeout), options.SendTimeout, "more than zero");
        Require(options.Heartbeat > TimeSpan.Zero, nameof(options.Heartbeat), options.Heartbeat, "more than zero");
        Require(options.Lease >= 3 * options.Heartbeat, nameof(options.Lease), options.Lease, "at least three heartbeats");
        Require(!string.IsNullOrEmpty(options.Storage), nameof(options.Storage), options.Storage, "the name of a grain storage");
        Require(options.Defaults, "Defaults");
        foreach (var (name, settings) in options.Namespaces)
            Require(settings, $"Namespaces[{name}]");
    }

    private void Require(PushStreamSettings settings, string place)
    {
        Require(settings.Capacity is >= 1 and <= 1_048_576, $"{place}.{nameof(settings.Capacity)}", settings.Capacity, "1 to 1,048,576");
        Require(Enum.IsDefined(settings.Policy), $"{place}.{nameof(settings.Policy)}", settings.Policy, "Block, DropOldest or Conflate");
        Require(settings.Patience > TimeSpan.Zero, $"{place}.{nameof(settings.Patience)}", settings.Patience, "more than zero");
        Require(settings.Policy != PushStreamPolicy.Conflate || settings.Key is not null, $"{place}.{nameof(settings.Key)}", null, "a function, since the policy is Conflate");
    }

    private void Require(bool holds, string name, object? value, string expected)
    {
        if (!holds)
            throw new OrleansConfigurationException($"Push streams '{provider}', {name}: got {value ?? "nothing"}; expected {expected}.");
    }
}
