using System.Runtime.InteropServices;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>What a process is told; by Linux' numbers.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int process, int signal)
    {
        if (kill(process, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} does not reach process {process}: error {Marshal.GetLastPInvokeError()}.");
    }

#pragma warning disable SYSLIB1054, IDE1006 // The name is libc's, and two integers need no generated marshalling.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
#pragma warning restore SYSLIB1054, IDE1006
}
