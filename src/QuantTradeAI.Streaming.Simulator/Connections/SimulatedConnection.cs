using System.Text;
using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One client of a simulated venue.</summary>
public sealed partial class SimulatedConnection
{
    private const int MaxMessageBytes = 1024 * 1024;
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(2);

    private readonly SimulatedVenue _venue;
    private readonly HttpContext _context;
    private readonly FrameSocket _socket;
    private readonly VenueSession _session;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<ITimer> _timers = [];
    private bool _closing;

    internal SimulatedConnection(SimulatedVenue venue, VenueProtocol protocol, HttpContext context, long id, int queueFrames)
    {
        _venue = venue;
        _context = context;
        Id = id;
        OpenedAt = venue.Time.GetUtcNow();
        Target = context.Request.Path + context.Request.QueryString;
        _socket = new FrameSocket(queueFrames, venue.Time, venue.CountSent);
        _session = protocol.Open(venue, this, context.Request);
    }

    /// <summary>Counts from 1 in the order of opening, per venue.</summary>
    public long Id { get; }

    /// <summary>The path and query of the handshake.</summary>
    public string Target { get; }

    /// <summary>When the handshake was accepted.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>What the client holds, such as <c>btcusdt@trade</c> or <c>matches:BTC-USD</c>.</summary>
    public IReadOnlyList<string> Subscriptions => _venue.Within(() => _session.Subscriptions);

    internal VenueSession Session => _session;

    internal FrameSocket Socket => _socket;

    /// <summary>Whether it has sent a close frame, or ended.</summary>
    internal bool IsClosing => _closing;

    /// <summary>Whether market data goes out: it is neither closing nor held back by a fault.</summary>
    internal bool TakesData => !(_closing || _dropsData || IsMuted);

    /// <summary>Upgrades, then reads until either side ends the connection; returns when nothing of it is left to do.</summary>
    internal async Task RunAsync()
    {
        var stream = await Handshake.UpgradeAsync(_context);
        var writing = WriteAllAsync(stream);
        try
        {
            await ReadAllAsync(new FrameReader(stream, MaxMessageBytes));
        }
        catch (FrameException e)
        {
            _venue.Within(() =>
            {
                _venue.CountViolation();
                Close(e.Code, e.Message);
            });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }

        End();
        await Task.WhenAny(writing, Task.Delay(CloseDeadline, TimeProvider.System, _ending.Token));
        await _ending.CancelAsync();
        await writing;
    }

    /// <summary>Stops the timers; what is queued is still written.</summary>
    internal void End() => _venue.Within(() =>
    {
        _closing = true;
        _session.Dispose();
        _timers.ForEach(timer => timer.Dispose());
        _socket.Complete();
    });

    /// <summary>Sends market data, unless a fault holds it back. A client whose queue is full is cut off.</summary>
    internal void SendData(byte[] payload, Opcode opcode = Opcode.Text)
    {
        if (TakesData)
            Send(new Outgoing(opcode, payload));
    }

    internal void SendHeartbeat(byte[] payload)
    {
        if (!_dropsHeartbeats)
            SendControl(payload);
    }

    internal void SendControl(byte[] payload) => Send(Outgoing.Text(payload));

    internal void SendAck(byte[] payload)
    {
        if (!_dropsAcks)
            Send(Outgoing.Text(payload));
    }

    internal void SendPing(byte[] payload)
    {
        if (Send(new Outgoing(Opcode.Ping, payload)))
            _venue.CountPing();
    }

    internal void Close(ushort code, string reason)
    {
        if (_closing || !Send(Outgoing.Close(code, reason)))
            return;

        _closing = true;
        _timers.Add(TimeProvider.System.CreateTimer(_ => Abort(), null, CloseDeadline, Timeout.InfiniteTimeSpan));
    }

    internal void CloseAfter(TimeSpan delay, ushort code, string reason)
    {
        if (!_closing)
            _timers.Add(_venue.Time.CreateTimer(_ => _venue.Within(() => Close(code, reason)), null, delay, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Resets the TCP connection.</summary>
    internal void Abort()
    {
        _context.Abort();
        _ = _ending.CancelAsync();
    }

    private bool Send(Outgoing outgoing)
    {
        if (_closing || IsMuted)
            return false;
        if (_socket.TryQueue(outgoing))
            return true;

        Abort();
        return false;
    }

    private async Task WriteAllAsync(Stream stream)
    {
        try
        {
            await _socket.WriteAllAsync(stream, _ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            Abort();
        }
    }

    private async Task ReadAllAsync(FrameReader reader)
    {
        while (await reader.ReadAsync(_ending.Token) is { } message)
        {
            await WhileMutedAsync();
            if (message.Opcode == Opcode.Close)
            {
                _venue.Within(() =>
                {
                    Send(new Outgoing(Opcode.Close, message.Payload));
                    _closing = true;
                });
                return;
            }
            _venue.Within(() => Dispatch(message));
        }
    }

    private void Dispatch(IncomingMessage message)
    {
        if (_closing)
            return;

        switch (message.Opcode)
        {
            case Opcode.Ping:
                Send(new Outgoing(Opcode.Pong, message.Payload));
                _session.OnPing();
                break;
            case Opcode.Pong:
                _venue.CountPong();
                _session.OnPong(message.Payload);
                break;
            default:
                _venue.Log(new ControlMessage(Id, _venue.Time.GetUtcNow(), Encoding.UTF8.GetString(message.Payload)));
                _session.OnRequest(message.Payload);
                break;
        }
    }

}
