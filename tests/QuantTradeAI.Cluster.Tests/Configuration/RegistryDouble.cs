using QuantTradeAI.Cluster.Configuration;
using QuantTradeAI.Cluster.Registry;

namespace QuantTradeAI.Cluster.Tests.Configuration;

/// <summary>The registry's book without a cluster; it can be out of reach.</summary>
internal sealed class RegistryDouble
{
    private readonly Lock _changing = new();
    private ConfigurationBook _book = ConfigurationBook.Empty;

    public bool IsReachable { get; set; } = true;

    public int Offers { get; private set; }

    public ConfigurationBook Book
    {
        get
        {
            lock (_changing)
                return _book;
        }

        set
        {
            lock (_changing)
                _book = value;
        }
    }

    public RegistryView View => new() { Silos = [], Serving = [], ConfigurationVersion = Book.Current.Version, ConfigurationHash = Book.Hash };

    public void Offer(string text, bool isChange = true) => Offer(new ConfigurationBundle("streaming.yaml", [new ConfigurationFile("streaming.yaml", text)]), isChange);

    public Task<ClusterConfiguration> OfferAsync(ConfigurationBundle bundle, bool isChange, CancellationToken cancellationToken) =>
        IsReachable ? Task.FromResult(Offer(bundle, isChange)) : throw new TimeoutException("no answer");

    public Task<ClusterConfiguration> FetchAsync(CancellationToken cancellationToken) =>
        IsReachable ? Task.FromResult(Book.Current) : throw new TimeoutException("no answer");

    private ClusterConfiguration Offer(ConfigurationBundle bundle, bool isChange)
    {
        lock (_changing)
        {
            Offers++;
            _book = _book.Offer(bundle.OfferOf("silo", isChange)).Next;
            return _book.Current;
        }
    }
}
