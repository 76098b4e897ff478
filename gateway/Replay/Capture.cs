using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Replay;

/// <summary>A recording together with the adapter that reads it.</summary>
internal sealed class Capture
{
    private Capture(string path, Recording recording, StreamingProviderAdapter adapter)
    {
        (Path, Recording, Adapter) = (path, recording, adapter);
        NativeSymbols = recording.SymbolNames.Distinct().ToDictionary(adapter.ToCanonicalSymbol, native => native);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    public Recording Recording { get; }

    public StreamingProviderAdapter Adapter { get; }

    /// <summary>Canonical to native.</summary>
    public IReadOnlyDictionary<string, string> NativeSymbols { get; }

    /// <summary>The canonical names, sorted.</summary>
    public string[] Symbols => [.. NativeSymbols.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Loads a capture of <paramref name="venue"/>, or of the venue that its first line names.</summary>
    public static Capture Load(string path, string? venue)
    {
        if (Directory.Exists(path))
            throw new CommandFailedException($"{path} is a directory; expected a capture");
        if (!File.Exists(path))
            throw new CommandFailedException($"there is no file {path}");
        var recording = Recording.Load(path);
        var recorded = recording.Venue
            ?? throw new CommandFailedException($"{path}, line 1: no simulated venue plays captures of {recording.Url.Host}; expected one of Binance or Coinbase");
        if (venue is not null && venue != recorded)
            throw new CommandFailedException($"{path}, line 1: this is a capture of {recorded}, not of {venue}; leave --venue out");
        if (recording.SymbolNames.Count == 0)
            throw new CommandFailedException($"{path}: neither the address nor a sent frame names a symbol");
        return new Capture(path, recording, BuiltInAdapterSource.Load().Single(adapter => adapter.ProviderName == recorded));
    }
}
