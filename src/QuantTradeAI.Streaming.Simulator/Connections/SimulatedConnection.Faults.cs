using Microsoft.AspNetCore.Connections.Features;

namespace QuantTradeAI.Streaming.Simulator;

public sealed partial class SimulatedConnection
{
    private TaskCompletionSource? _unmuted;
    private bool _dropsData;
    private bool _dropsHeartbeats;
    private bool _dropsAcks;

    /// <summary>Whether <see cref="FaultKind.GoMute"/> strikes it.</summary>
    public bool IsMuted => Volatile.Read(ref _unmuted) is not null;

    internal void Apply(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.GoMute:
                _unmuted ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                break;
            case FaultKind.PingOnly:
                _dropsData = _dropsHeartbeats = true;
                break;
            case FaultKind.HeartbeatsOnly:
                _dropsData = true;
                break;
            case FaultKind.DropSubscriptionAck:
                _dropsAcks = true;
                break;
            case FaultKind.SlowDrip:
                _socket.Delivery = _socket.Delivery with { DripBytes = fault.Count, DripInterval = fault.Time };
                break;
            case FaultKind.SplitFrames:
                _socket.Delivery = _socket.Delivery with { Fragments = fault.Count };
                break;
            case FaultKind.CloseCleanly:
                Close(CloseCode.GoingAway, "Going away");
                break;
            case FaultKind.CutAbruptly:
                Abort();
                break;
            case FaultKind.GarbageFrame:
                SendData("\u0001garbage{{{"u8.ToArray());
                break;
            case FaultKind.BinaryFrame:
                SendData([0xDE, 0xAD, 0xBE, 0xEF], Opcode.Binary);
                break;
            case FaultKind.JsonArrayRoot:
                SendData("[{\"e\":\"trade\",\"type\":\"match\"},1,null]"u8.ToArray());
                break;
            case FaultKind.ServerShutdown:
                _session.OnServerShutdown();
                CloseAfter(fault.Time, CloseCode.GoingAway, "Server shutdown");
                break;
            default:
                throw new ArgumentException($"{fault.Kind} is not a fault of a connection", nameof(fault));
        }
    }

    internal void ClearFaults()
    {
        _dropsData = false;
        _dropsHeartbeats = false;
        _dropsAcks = false;
        _socket.Delivery = Delivery.Plain;
        _unmuted?.TrySetResult();
        _unmuted = null;
    }

    private async Task WhileMutedAsync()
    {
        if (Volatile.Read(ref _unmuted) is not { } unmuted)
            return;

        var closed = _context.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed ?? CancellationToken.None;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, closed);
        await unmuted.Task.WaitAsync(either.Token);
    }
}
