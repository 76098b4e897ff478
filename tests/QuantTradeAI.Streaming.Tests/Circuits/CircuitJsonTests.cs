using System.Text.Json;
using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

public sealed class CircuitJsonTests
{
    /// <summary>As version 1 wrote it, and as every later program must read it. Never change these lines; add to them.</summary>
    public static TheoryData<string, string> Golden() => new()
    {
        {
            """{"version":1,"state":{"phase":"open","generation":7,"failures":5,"trips":2,"changed_at":"2026-03-02T09:00:00+00:00","open_until":"2026-03-02T09:01:00+00:00","probe":0,"reason":"closed by the venue"}}""",
            "open g7 f5 t2 u60 c0 r=closed_by_the_venue"
        },
        {
            """{"version":1,"state":{"phase":"half_open","generation":8,"failures":5,"trips":2,"changed_at":"2026-03-02T09:00:00+00:00","probe":3,"probe_until":"2026-03-02T09:00:20+00:00","reason":"x"}}""",
            "halfopen g8 f5 t2 p3 u20 c0 r=x"
        },
        {
            """{"version":1,"state":{"phase":"closed","generation":9,"failures":0,"trips":2,"changed_at":"2026-03-02T09:00:00+00:00","probe":0,"healthy_since":"2026-03-02T09:00:00+00:00"}}""",
            "closed g9 t2 h0 c0"
        },
        {
            """{"version":1,"state":{"phase":"isolated","generation":10,"failures":0,"trips":0,"changed_at":"2026-03-02T09:00:00+00:00","probe":0,"reason":"maintenance"}}""",
            "isolated g10 c0 r=maintenance"
        },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Json_OfVersionOne_IsReadAndWrittenAlike(string json, string expected)
    {
        var state = CircuitJson.Read(json);

        Assert.Equal(expected, CircuitText.Show(state).Replace("closed by the venue", "closed_by_the_venue", StringComparison.Ordinal));
        Assert.Equal(json, CircuitJson.Write(state));
    }

    [Fact]
    public void Json_WithKeysOfALaterProgram_IsReadWithoutThem() =>
        Assert.Equal(7, CircuitJson.Read("""{"version":1,"state":{"phase":"open","generation":7,"mood":"good"},"by":"x"}""").Generation);

    [Fact]
    public void Json_WithoutKeys_HasTheUsualValues() =>
        Assert.Equal(CircuitState.Initial, CircuitJson.Read("""{"version":1,"state":{}}"""));

    [Theory]
    [InlineData("""{"version":2,"state":{}}""", "version 2; expected 1")]
    [InlineData("""{"version":1}""", "no circuit")]
    [InlineData("null", "no circuit")]
    [InlineData("""{"version":1,"state":{"phase":"ajar"}}""", "CircuitPhase")]
    [InlineData("""{"version":1,"state":{"phase":7}}""", "CircuitPhase")]
    [InlineData("[", "JSON")]
    public void Json_ThatIsWrong_IsRefused(string json, string part) =>
        Assert.Contains(part, Assert.ThrowsAny<JsonException>(() => CircuitJson.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void State_WrittenPlainly_IsReadWhole()
    {
        var state = new CircuitState
        {
            Phase = CircuitPhase.HalfOpen,
            Generation = 9,
            Failures = 3,
            Trips = 2,
            ChangedAt = CircuitText.Start,
            OpenUntil = CircuitText.Start.AddSeconds(1),
            Probe = 4,
            ProbeUntil = CircuitText.Start.AddSeconds(2),
            HealthySince = CircuitText.Start.AddTicks(3),
            Reason = "ü",
        };

        Assert.Equal(state, JsonSerializer.Deserialize<CircuitState>(JsonSerializer.Serialize(state)));
        Assert.Equal(state, CircuitJson.Read(CircuitJson.Write(state)));
    }
}
