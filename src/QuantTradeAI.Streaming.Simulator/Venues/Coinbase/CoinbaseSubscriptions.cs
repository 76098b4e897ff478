namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The channels of one connection with their products, in the order of subscription.</summary>
internal sealed class CoinbaseSubscriptions
{
    private readonly List<(string Channel, List<string> Products)> _channels = [];

    public IReadOnlyList<string> Names
        => [.. _channels.SelectMany(held => held.Products.Select(product => $"{held.Channel}:{product}"))];

    public bool Holds(string channel, string product) => Find(channel)?.Contains(product) == true;

    public IReadOnlyList<string> Products(string channel) => Find(channel) ?? [];

    /// <summary>False when it is held already.</summary>
    public bool Add(string channel, string product)
    {
        if (Find(channel) is not { } products)
            _channels.Add((channel, products = []));
        if (products.Contains(product))
            return false;

        products.Add(product);
        return true;
    }

    /// <summary>Removes one product, or the whole channel when none is named.</summary>
    public void Remove(string channel, IReadOnlyList<string> products)
    {
        if (products.Count == 0)
            Find(channel)?.Clear();
        else
            Find(channel)?.RemoveAll(products.Contains);
        _channels.RemoveAll(held => held.Products.Count == 0);
    }

    /// <summary>The acknowledgement: the whole set.</summary>
    public byte[] Echo()
    {
        var channels = string.Join(',', _channels.Select(
            held => $$"""{"name":"{{Json.Escape(held.Channel)}}","product_ids":{{Json.Strings(held.Products)}}}"""));
        return Json.Utf8($$"""{"type":"subscriptions","channels":[{{channels}}]}""");
    }

    private List<string>? Find(string channel) => _channels.Find(held => held.Channel == channel).Products;
}
