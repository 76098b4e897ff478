using System.Globalization;

namespace QuantTradeAI.Bench.StatusLoad;

/// <summary>Latencies in nanoseconds, all kept; from one thread.</summary>
internal sealed class Percentiles
{
    private readonly List<long> _values = [];

    public int Count => _values.Count;

    public void Add(long nanoseconds) => _values.Add(nanoseconds);

    public void Clear() => _values.Clear();

    /// <summary><c>p50 90 us p99 1200 us p99.9 2300 us</c>.</summary>
    public override string ToString()
    {
        _values.Sort();
        string At(double share) => (_values.Count == 0 ? 0 : _values[(int)(share * (_values.Count - 1))] / 1000).ToString(CultureInfo.InvariantCulture);
        return $"p50 {At(0.5)} us p99 {At(0.99)} us p99.9 {At(0.999)} us";
    }
}
