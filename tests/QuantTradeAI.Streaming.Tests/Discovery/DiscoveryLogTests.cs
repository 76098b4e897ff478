using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Tests.Discovery;

public sealed class DiscoveryLogTests
{
    [Fact] // A32
    public async Task Refresh_OfALowerVersion_WarnsOnce()
    {
        var lines = new LogLines();
        using var rig = new PluginRig(options => options with { LoggerFactory = lines });
        rig.Drop("dropped", version: "2.0.0");
        await rig.RefreshAsync();
        Assert.Equal(["Information: Provider dropped 2.0.0 added", "Information: Provider steady 1.0.0 added"], lines.Take());

        rig.Drop("dropped", version: "1.0.0");
        await rig.RefreshAsync();
        Assert.Equal(
            [$"Warning: Provider not used (Downgrade): dropped 1.0.0 from {rig.Folder("dropped")}: lower than 2.0.0, which serves; remove the folder, then put the lower version back"],
            lines.Take());

        await rig.RefreshAsync();
        Assert.Empty(lines.Take());
    }

    [Fact]
    public async Task Refresh_ThatReplaces_TellsTheChangeAndTheUnloading()
    {
        var lines = new LogLines();
        using var rig = new PluginRig(options => options with { LoggerFactory = lines });
        rig.Drop("dropped");
        await rig.RefreshAsync();
        lines.Take();

        rig.Drop("dropped", version: "2.0.0");
        await rig.RefreshAsync();

        Assert.Equal(["Information: Provider dropped 1.0.0 replaced by 2.0.0", "Information: Plugin dropped 1.0.0 was unloaded"], lines.Take());
    }

    private sealed class LogLines : ILoggerFactory, ILogger
    {
        private readonly List<string> _lines = [];

        public string[] Take()
        {
            var taken = _lines.ToArray();
            _lines.Clear();
            return taken;
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Lines go to one place.");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Add($"{logLevel}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
