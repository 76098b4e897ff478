using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace QuantTradeAI.Streaming.Tests.Alerts;

/// <summary>A real HTTP receiver on loopback that answers each post with the next of its answers, the last one over and over.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>An answer that never comes.</summary>
    public const string Hang = "";

    public const string Ok = "204 No Content";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<Post> _posts = Channel.CreateUnbounded<Post>();
    private readonly string[] _answers;
    private readonly Task _serving;
    private int _answered;

    public WebhookReceiver(params string[] answers)
    {
        _answers = answers.Length == 0 ? [Ok] : answers;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hooks/path-secret?token=query-secret");

    /// <summary>Posts that nobody has asked for yet.</summary>
    public int Waiting => _posts.Reader.Count;

    public Task<Post> NextAsync() => _posts.Reader.ReadAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            await using var stream = client.GetStream();
            await _posts.Writer.WriteAsync(await ReadAsync(stream));
            var answer = _answers[Math.Min(_answered++, _answers.Length - 1)];
            if (answer == Hang)
            {
                // Until the sender gives up.
                await GoneAsync(stream);
                continue;
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _stopping.Token);
        }
    }

    private async Task GoneAsync(NetworkStream stream)
    {
        try
        {
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stopping.Token);
        }
        catch (IOException)
        {
            // Gone with a reset.
        }
    }

    private async Task<Post> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stopping.Token);
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"])];
        await stream.ReadExactlyAsync(body, _stopping.Token);
        return new Post(lines[0], headers, body);
    }

    public sealed record Post(string Request, IReadOnlyDictionary<string, string> Headers, byte[] Body);
}
