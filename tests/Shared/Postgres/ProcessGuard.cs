using System.Diagnostics;

namespace QuantTradeAI.Tests.Postgres;

/// <summary>Ends a process that the tests started when the tests end in any way, even by being killed; until disposed.</summary>
internal sealed class ProcessGuard : IDisposable
{
    private readonly Process _guard;

    /// <param name="process">Whom.</param>
    /// <param name="signal">How, by the signal's name.</param>
    public ProcessGuard(Process process, string signal) =>
        _guard = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"read _; kill -{signal} {process.Id}"]) { RedirectStandardInput = true, RedirectStandardError = true })!;

    /// <summary>The process has ended.</summary>
    public void Dispose()
    {
        _guard.Kill();
        _guard.WaitForExit();
        _guard.Dispose();
    }
}
