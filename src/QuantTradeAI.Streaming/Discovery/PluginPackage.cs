using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Packs and verifies plugin folders. Both run the plugin's code, as loading it does.</summary>
public static class PluginPackage
{
    /// <summary>Does with a folder all that loading it does, and unloads it again.</summary>
    /// <exception cref="ProviderDiscoveryException">It would be refused; the message says why.</exception>
    public static Task<PluginReport> VerifyAsync(string folder, DiscoveryOptions? options = null) =>
        GuardedAsync(folder, options, async (path, settings) =>
        {
            var read = PluginFolder.Read(path, settings);
            return read.Problem is null ? await ReportAsync(read, isChanged: false, settings).ConfigureAwait(false) : throw new PluginRefusedException(read.Problem);
        });

    /// <summary>
    /// Lists all files of a folder in its manifest, which is written last and only when it changes. Name and version are its adapter's.
    /// </summary>
    /// <exception cref="ProviderDiscoveryException">It would be refused; the message says why. Nothing was written.</exception>
    public static Task<PluginReport> PackAsync(string folder, DiscoveryOptions? options = null) =>
        GuardedAsync(folder, options, async (path, settings) =>
        {
            var manifest = await DeadlineThread.RunAsync($"pack {path}", () => PluginProbe.Describe(path, settings.Limits), settings.AdapterTimeout, settings.Clock).ConfigureAwait(false);
            var bytes = PluginManifestWriter.Write(manifest);
            PluginManifestReader.Read(bytes, settings.Limits);
            var report = await ReportAsync(new PluginFolder(path, manifest, PluginFiles.Hash(bytes), null), isChanged: false, settings).ConfigureAwait(false);
            return report with { IsChanged = PluginManifestWriter.WriteTo(path, manifest) };
        });

    private static async Task<PluginReport> ReportAsync(PluginFolder folder, bool isChanged, DiscoveryOptions options)
    {
        var attempt = new LoadAttempt();
        try
        {
            var plugin = await new PluginLoader(options).LoadAsync(folder, attempt).ConfigureAwait(false);
            plugin.Unload();
            return new PluginReport(plugin.Metadata, folder.ManifestHash, [.. folder.Manifest!.Files.Keys], isChanged);
        }
        catch (TimeoutException)
        {
            throw new PluginRefusedException($"it did not end within {options.AdapterTimeout.TotalSeconds:0.###} s while {attempt.Stage}");
        }
    }

    private static async Task<PluginReport> GuardedAsync(string folder, DiscoveryOptions? options, Func<string, DiscoveryOptions, Task<PluginReport>> work)
    {
        if (!Directory.Exists(folder))
            throw new ProviderDiscoveryException($"{folder}: there is no such folder; name the folder with the plugin's files.");
        try
        {
            return await work(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), options ?? new DiscoveryOptions()).ConfigureAwait(false);
        }
        catch (PluginRefusedException refused)
        {
            throw new ProviderDiscoveryException($"{folder}: {refused.Message}");
        }
        catch (TimeoutException)
        {
            throw new ProviderDiscoveryException($"{folder}: its adapter did not come to an end in time; expected a constructor that returns at once.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ProviderDiscoveryException($"{folder}: {error.Message}");
        }
    }
}
