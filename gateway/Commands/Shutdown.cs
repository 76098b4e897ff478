using System.Runtime.InteropServices;

namespace QuantTradeAI.Gateway.Commands;

/// <summary>The first SIGINT (Ctrl+C) or SIGTERM asks for a clean end; a second one kills as usual.</summary>
internal sealed class Shutdown : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _signals;

    public Shutdown() =>
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask)];

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        if (_asked.IsCancellationRequested)
            return;
        context.Cancel = true;
        _asked.Cancel();
    }
}
