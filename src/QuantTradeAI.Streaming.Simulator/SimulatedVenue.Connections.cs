using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

public sealed partial class SimulatedVenue
{
    /// <summary>Serves one HTTP request below the venue's path; a WebSocket until its end.</summary>
    internal async Task HandleAsync(HttpContext context, string path)
    {
        if (!_protocol.IsWebSocketPath(path))
        {
            await Within(() => _protocol.Rest(this, path, context.Request.Query)).WriteAsync(context);
            return;
        }
        if (Refusal(context) is { } refusal)
        {
            await refusal.WriteAsync(context);
            return;
        }

        // Opened before the upgrade, so that a client which is connected is also counted and served.
        var connection = Open(context);
        try
        {
            await connection.RunAsync();
        }
        finally
        {
            connection.End();
            Within(() => { _connections.Remove(connection); });
        }
    }

    /// <summary>Cuts every connection and stops the markets and playbacks.</summary>
    internal void Stop()
    {
        Within(() =>
        {
            _ = _stopping.CancelAsync();
            foreach (var connection in _connections)
                connection.Abort();
        });
    }

    private RestReply? Refusal(HttpContext context)
    {
        RestReply? refusal = null;
        Within(() =>
        {
            refusal = TooMany(context);
            if (refusal is null && !Handshake.IsWebSocket(context))
                refusal = new RestReply(StatusCodes.Status426UpgradeRequired, "{\"message\":\"Upgrade Required\"}"u8.ToArray());
            if (refusal is null && _protocol.Refusal(context.Request) is { } reason)
            {
                CountViolation();
                refusal = new RestReply(StatusCodes.Status400BadRequest, Encoding.UTF8.GetBytes(reason));
            }
            if (refusal is not null)
                HandshakesRefused++;
        });
        return refusal;
    }

    private RestReply? TooMany(HttpContext context)
    {
        var retryAfter = _retryAfter;
        if (_refusals > 0)
        {
            _refusals--;
        }
        else if (_attempts?.TryCount() == false)
        {
            CountViolation();
            retryAfter = TimeSpan.FromMinutes(1);
        }
        else
        {
            return null;
        }

        context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new RestReply(StatusCodes.Status429TooManyRequests, Encoding.UTF8.GetBytes(_protocol.TooManyRequests));
    }

    private SimulatedConnection Open(HttpContext context) => Within(() =>
    {
        ConnectionsAccepted++;
        var connection = new SimulatedConnection(this, _protocol, context, ConnectionsAccepted, _queueFrames);
        _connections.Add(connection);
        connection.Session.Open();
        foreach (var fault in _futureFaults)
            connection.Apply(fault);
        if (_acceptThenClose > 0)
        {
            _acceptThenClose--;
            connection.Close(CloseCode.GoingAway, "Going away");
        }
        if (_stopping.IsCancellationRequested)
            connection.Abort();
        _signal.Changed();
        return connection;
    });
}
