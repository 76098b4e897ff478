using System.Buffers.Text;
using System.Text;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>
/// Reads the capture format: <c>url &lt;-&gt; time</c> first, then <c>url &lt;- time: frame</c> for what the client sent and
/// <c>time: frame</c> for what it received. Empty lines and a byte order mark are skipped, CR LF is read as LF.
/// </summary>
internal sealed class RecordingReader(string path, byte[] bytes)
{
    private readonly List<RecordedFrame> _received = [];
    private readonly List<RecordedFrame> _sent = [];
    private int _line;
    private Uri? _url;

    public Recording Read()
    {
        var rest = bytes.AsMemory();
        if (rest.Span.StartsWith("\uFEFF"u8))
            rest = rest[3..];
        while (!rest.IsEmpty)
        {
            _line++;
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Span.EndsWith("\r"u8))
                line = line[..^1];
            if (!line.IsEmpty)
                ReadLine(line);
        }
        return new Recording(_url ?? throw Wrong("the file is empty"), _received, _sent);
    }

    private void ReadLine(ReadOnlyMemory<byte> line)
    {
        if (_url is null)
        {
            ReadHeader(line.Span);
            return;
        }

        var space = line.Span.IndexOf((byte)' ');
        var isRequest = space > 0 && line.Span[(space + 1)..].StartsWith("<- "u8);
        var isHeader = space > 0 && line.Span[(space + 1)..].StartsWith("<-> "u8);
        if (isRequest)
            _sent.Add(Frame(line[(space + 4)..]));
        else if (!isHeader)
            _received.Add(Frame(line));
    }

    private void ReadHeader(ReadOnlySpan<byte> line)
    {
        var mark = line.IndexOf(" <-> "u8);
        var url = mark < 0 ? "" : Encoding.UTF8.GetString(line[..mark]);
        if (!Uri.TryCreate(url, UriKind.Absolute, out _url) || _url.Scheme is not ("ws" or "wss"))
            throw Wrong("expected the header '<ws or wss url> <-> <time>'");
    }

    private RecordedFrame Frame(ReadOnlyMemory<byte> line)
    {
        var colon = line.Span.IndexOf(": "u8);
        if (colon <= 0 || !Utf8Parser.TryParse(line.Span[..colon], out decimal seconds, out var read) || read != colon || seconds < 0)
            throw Wrong("expected '<time in s>: <frame>'");

        return new RecordedFrame(TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)), line[(colon + 2)..]);
    }

    private RecordingFormatException Wrong(string what) => new(path, Math.Max(1, _line), what);
}
