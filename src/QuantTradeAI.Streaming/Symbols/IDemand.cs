using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Hears what subscribers want, so that a venue is asked for it while somebody does.</summary>
public interface IDemand
{
    /// <summary>A subscription began: once for each of its streams. What it throws ends the subscription and reaches the subscriber.</summary>
    void Added(StreamKey stream, DataTypes dataTypes);

    /// <summary>A subscription ended: once for each <see cref="Added"/> that returned. Must not throw.</summary>
    void Removed(StreamKey stream, DataTypes dataTypes);
}
