using Microsoft.Extensions.Logging;
using QuantTradeAI.Gateway.Logging;
using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Gateway.Tests.Logging;

public sealed class LineLoggerTests
{
    private readonly List<string> _lines = [];
    private readonly LineLoggerFactory _loggers;

    public LineLoggerTests() => _loggers = new LineLoggerFactory(_lines.Add);

    [Fact]
    public void Log_OfAWarningWithControlCharacters_IsOneHarmlessLine()
    {
        _loggers.CreateLogger("any").LogWarning("the venue says {Words}", "a\r\nb\u001b[2J\u202Ec\u2028d");

        Assert.Equal(["the venue says a  b [2J c d"], _lines);
    }

    [Fact]
    public void Log_OfAnException_NamesItWithoutAStackTrace()
    {
        _loggers.CreateLogger("any").LogError(new InvalidOperationException("no"), "a callback failed");

        Assert.Equal(["a callback failed (InvalidOperationException: no)"], _lines);
    }

    [Fact]
    public void Log_OfInformation_IsSilent()
    {
        _loggers.CreateLogger("any").LogInformation("connected");
        _loggers.CreateLogger(StreamingGateway.LogCategory).LogDebug("looked");

        Assert.Empty(_lines);
    }

    [Fact]
    public void Log_OfAChange_IsShown()
    {
        _loggers.CreateLogger(StreamingGateway.LogCategory).LogInformation("another configuration");

        Assert.Equal(["another configuration"], _lines);
    }
}
