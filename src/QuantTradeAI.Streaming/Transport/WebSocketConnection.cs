using System.Buffers;
using System.Net.WebSockets;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Transport;

/// <summary>
/// One open WebSocket. One reader and one writer at a time. Messages are put together from their fragments in one buffer that is
/// reused; <see cref="Message"/> is valid until the next <see cref="ReceiveAsync"/>. A read is ended by <see cref="Abort"/>, not by a token:
/// registering one costs more than reading a message.
/// </summary>
internal sealed class WebSocketConnection(ClientWebSocket socket, TcpTransport transport, ConnectionRules rules, TimeProvider clock) : IDisposable
{
    /// <summary>What <see cref="ReceiveAsync"/> returns when the venue has closed.</summary>
    public const int Closed = -1;

    private const int NormalBuffer = 64 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(NormalBuffer);
    private int _length;
    private int _disposed;

    /// <summary>The message that was received last.</summary>
    public ReadOnlySpan<byte> Message => _buffer.AsSpan(0, _length);

    /// <summary>Whether that message is text.</summary>
    public bool IsText { get; private set; }

    /// <summary>The transport's smoothed round trip; null where the system does not tell.</summary>
    public TimeSpan? RoundTrip => transport.RoundTrip;

    /// <summary>Why the venue closed: code and words.</summary>
    public string CloseReason =>
        socket.CloseStatus is { } status ? $"{(int)status} {socket.CloseStatusDescription}".TrimEnd() : "no close frame";

    /// <summary>The next whole message's length, or <see cref="Closed"/>.</summary>
    /// <exception cref="ProviderConnectionException">The connection was lost, or the message is too large.</exception>
    public ValueTask<int> ReceiveAsync()
    {
        if (_buffer.Length > NormalBuffer * 16)
            Resize(NormalBuffer, 0);
        var receiving = Receive(0);
        if (receiving.IsCompletedSuccessfully)
        {
            var part = receiving.Result;
            if (part.EndOfMessage && part.MessageType == WebSocketMessageType.Text && part.Count <= rules.MaxMessageBytes)
            {
                IsText = true;
                return new ValueTask<int>(_length = part.Count);
            }

            receiving = new ValueTask<ValueWebSocketReceiveResult>(part);
        }

        return ReceiveRestAsync(receiving);
    }

    /// <summary>Sends one text message.</summary>
    /// <exception cref="ProviderConnectionException">It could not be sent in time.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        using var deadline = new CancellationTokenSource(rules.SendTimeout, clock);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw new ProviderConnectionException($"A message could not be sent: {error.Message}", error) { Reason = "send_failed" };
        }
    }

    /// <summary>Starts the closing handshake; the reader sees its end. Past the deadline the connection is cut.</summary>
    public async Task CloseAsync()
    {
        using var deadline = new CancellationTokenSource(rules.CloseTimeout, clock);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", deadline.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsLoss(error))
        {
            Abort();
        }
    }

    /// <summary>Cuts the connection; a read that waits ends with an error.</summary>
    public void Abort() => socket.Abort();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        socket.Dispose();
        transport.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private ValueTask<ValueWebSocketReceiveResult> Receive(int offset)
    {
        try
        {
            return socket.ReceiveAsync(_buffer.AsMemory(offset), CancellationToken.None);
        }
        catch (InvalidOperationException error)
        {
            // An aborted socket throws here, not in the task that it returns.
            return ValueTask.FromException<ValueWebSocketReceiveResult>(error);
        }
    }

    private async ValueTask<int> ReceiveRestAsync(ValueTask<ValueWebSocketReceiveResult> receiving)
    {
        try
        {
            for (var filled = 0; ; receiving = Receive(filled))
            {
                var part = await receiving.ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                    return Closed;
                filled += part.Count;
                if (filled > rules.MaxMessageBytes)
                    throw TooLarge();
                if (part.EndOfMessage)
                {
                    IsText = part.MessageType == WebSocketMessageType.Text;
                    return _length = filled;
                }

                if (filled == _buffer.Length)
                    Resize(_buffer.Length * 2, filled);
            }
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw new ProviderConnectionException($"The connection was lost: {error.Message}", error) { Reason = "connection_lost" };
        }
    }

    /// <summary>What a socket throws when its connection is gone, was cut, or did not answer in time.</summary>
    private static bool IsLoss(Exception error) =>
        error is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    private ProviderConnectionException TooLarge() =>
        new($"A message is larger than {rules.MaxMessageBytes:N0} bytes.") { Reason = "message_too_large" };

    private void Resize(int size, int keep)
    {
        var grown = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, keep).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }
}
