namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The streams of one connection, in the order of subscription.</summary>
internal sealed class BinanceStreams(IEnumerable<string> initial)
{
    private readonly List<string> _names = [.. initial.Distinct()];
    private readonly HashSet<string> _held = [.. initial];

    public int Count => _names.Count;

    public IReadOnlyList<string> Names => _names.ToArray();

    public bool Contains(string name) => _held.Contains(name);

    public int CountWith(IEnumerable<string> names) => _names.Count + names.Distinct().Count(name => !_held.Contains(name));

    public void Add(string name)
    {
        if (_held.Add(name))
            _names.Add(name);
    }

    public void Remove(string name)
    {
        if (_held.Remove(name))
            _names.Remove(name);
    }

    /// <summary>The streams of a handshake's path and query.</summary>
    public static string[] Of(string path, string? streamsQuery)
    {
        var list = path.StartsWith("/ws/", StringComparison.Ordinal) ? path["/ws/".Length..] : streamsQuery ?? "";
        return list.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The streams a request subscribes to; none when it is no valid subscription.</summary>
    public static IReadOnlyList<string> AskedFor(byte[] request)
    {
        try
        {
            var parsed = BinanceRequest.Parse(request);
            return parsed.Method == BinanceMethod.Subscribe ? [.. parsed.Params.Select(stream => stream.ToString())] : [];
        }
        catch (BinanceRequestException)
        {
            return [];
        }
    }
}
