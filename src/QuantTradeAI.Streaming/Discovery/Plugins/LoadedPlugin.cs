using System.Reflection;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>A plugin's code in memory. Whoever keeps this object after <see cref="Unload"/> keeps nothing of the code.</summary>
internal sealed class LoadedPlugin(PluginLoadContext context, Type adapter, ProviderMetadata metadata, string folder, TimeSpan timeout, TimeProvider clock)
{
    private readonly Lock _changing = new();
    private PluginLoadContext? _context = context;
    private Type? _adapter = adapter;
    private volatile bool _hangs;

    public ProviderMetadata Metadata => metadata;

    public string Folder => folder;

    /// <summary>A fresh adapter, made on a thread of its own.</summary>
    /// <exception cref="ProviderDiscoveryException">It cannot be made.</exception>
    public StreamingProviderAdapter Create()
    {
        if (_hangs)
            throw new ProviderDiscoveryException($"The constructor of the adapter '{metadata.Name}' {metadata.Version} was seen to hang and is not tried again; replace the plugin.");
        try
        {
            return DeadlineThread.RunAsync($"{metadata.Name} {metadata.Version}", Make, timeout, clock).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            _hangs = true;
            throw new ProviderDiscoveryException(
                $"The constructor of the adapter '{metadata.Name}' {metadata.Version} did not return within {timeout.TotalSeconds:0.###} s; the thread it hangs on is lost.");
        }
        catch (Exception error) when (error is not ProviderDiscoveryException)
        {
            // Without the exception itself, which would keep the plugin's code in memory for as long as somebody keeps it.
            throw new ProviderDiscoveryException($"The adapter '{metadata.Name}' {metadata.Version} cannot be made: {PluginRefusedException.Sentence(error)}");
        }
    }

    /// <summary>Begins to unload. The code leaves memory once nobody uses it.</summary>
    public WeakReference Unload()
    {
        lock (_changing)
        {
            var context = _context;
            (_context, _adapter) = (null, null);
            context?.Unload();
            return new WeakReference(context);
        }
    }

    private StreamingProviderAdapter Make()
    {
        Type? adapter;
        lock (_changing)
            adapter = _adapter;
        return adapter is null
            ? throw new ProviderDiscoveryException($"The adapter '{metadata.Name}' {metadata.Version} was unloaded; ask the registry again.")
            : (StreamingProviderAdapter)Activator.CreateInstance(adapter, BindingFlags.Instance | BindingFlags.Public, null, null, null)!;
    }
}
