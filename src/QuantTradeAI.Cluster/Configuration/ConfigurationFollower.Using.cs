using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>Reading configurations and taking them into use. Whatever is wrong with one is kept as a problem.</summary>
internal sealed partial class ConfigurationFollower
{
    /// <summary>Takes a configuration into use, or says why not.</summary>
    private async Task UseAsync(ConfigurationBundle bundle, long version, CancellationToken cancellationToken)
    {
        var adapters = Adapters();
        try
        {
            var read = new List<string>();
            var config = _reader.Read(bundle, read);
            _own.WatchToo(read);
            var before = _followed;
            var changes = before is null ? [] : ConfigDiff.Between(before.Config, config);
            foreach (var change in changes)
                LogChanged(change.ToString());
            if (!changes.IsEmpty)
                await _calls.Apply(config, cancellationToken);
            var isNew = before is null || !changes.IsEmpty;
            _refused = null;
            _followed = new FollowedConfiguration(isNew ? config : before!.Config, bundle, version, isNew ? _clock.GetUtcNow() : before!.AppliedAt)
            {
                FileProblem = before?.FileProblem,
                Refusals = before?.Refusals ?? 0,
            };
            if (before?.Version != version)
                LogApplied(version);
            if (!changes.IsEmpty)
                Changed?.Invoke(config);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var problem = error is ProviderConfigurationException ? error.Message : $"{bundle.Main}: {error.Message}";
            _refused = (new Told(version, bundle.Hash), adapters);
            LogRefused(version, error is ProviderConfigurationException ? problem : error.ToString());
            if (_followed is { } last)
                _followed = last with { ClusterProblem = problem, Refusals = last.Refusals + 1 };
        }
    }

    private (StreamingConfig? Config, string? Problem) ReadOwn(bool isChange)
    {
        try
        {
            var (config, bundle) = _own.Read();
            if (bundle.Hash != _ownBundle?.Hash)
                _pending = (bundle, isChange);
            _ownBundle = bundle;
            return (config, null);
        }
        catch (Exception error)
        {
            var problem = error is ProviderConfigurationException ? error.Message : $"{_reader.FilePath}: {error.Message}";
            LogFileRefused(error is ProviderConfigurationException ? problem : error.ToString());
            return (null, problem);
        }
    }
}
