using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using QuantTradeAI.Streaming.Adapters.Json;

namespace QuantTradeAI.Streaming.Adapters.Tests.Json;

/// <summary>
/// The oracle is the platform's reader, with one deliberate difference: it leaves invalid UTF-8 in strings to whoever reads them,
/// the cursor refuses it at once. Depth is the same on both sides: 64.
/// </summary>
public class JsonCursorTests
{
    private const int Documents = 30_000;

    [Fact]
    public void Verdict_OfRandomText_IsThePlatformReaders()
    {
        var random = new Random(20260101);
        var (generator, mutator) = (new RandomJson(random), new Mutator(random));
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < Documents; i++)
        {
            var text = generator.Next();
            AssertAsPlatform(text);
            var spoilt = mutator.Next(text, generator.Next());
            if (AssertAsPlatform(spoilt))
                accepted++;
            else
                refused++;
        }

        Assert.True(accepted > Documents / 10 && refused > Documents / 10, $"{accepted} accepted, {refused} refused: the test shows little.");
    }

    [Fact]
    public void Verdict_OfEveryPrefix_IsThePlatformReaders()
    {
        var text = Encoding.UTF8.GetBytes(
            """ {"stream" : "bnbbtc@trade", "data":{"e":"tr\u0061de","E":1672515782136,"p":-0.5e-3,"m":true,"x":[null,false,"日本語",{}],"y":""}} """);
        for (var length = 0; length <= text.Length; length++)
            AssertAsPlatform(text[..length]);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData("tru")]
    [InlineData("truex")]
    [InlineData("True")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[}")]
    [InlineData("{]")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a"}""")]
    [InlineData("""{"a":}""")]
    [InlineData("""{,"a":1}""")]
    [InlineData("""{"a":1 "b":2}""")]
    [InlineData("""{a:1}""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("""{"a":1}{"b":2}""")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u123")]
    [InlineData("\"\n\"")]
    [InlineData("\"open")]
    [InlineData("// comment\n1")]
    [InlineData("\ufeff{}")]
    public void Verdict_OfBrokenText_IsRefused(string text) => Assert.False(AssertAsPlatform(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(1_000_000, false)]
    public void Verdict_OfDeepText_TurnsAfter64(int depth, bool sound)
    {
        var text = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        Assert.Equal(sound, AssertAsPlatform(text));
        var objects = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
        Assert.Equal(sound, AssertAsPlatform(Encoding.UTF8.GetBytes(objects)));
    }

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0xc0, 0x80 })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData(new byte[] { 0xe6, 0x97 })]
    public void Verdict_OfInvalidUtf8_IsRefusedEvenWhereNobodyReads(byte[] letters)
    {
        byte[] text = [.. "{\"a\":[\""u8, .. letters, .. "\"]}"u8];
        Assert.False(AssertAsPlatform(text));
    }

    private static bool AssertAsPlatform(byte[] text)
    {
        var cursor = new JsonCursor(text);
        cursor.ReadValue();
        var sound = cursor.IsComplete();
        Assert.True(IsSound(text) == sound, $"{(sound ? "accepted" : "refused")}: {Encoding.UTF8.GetString(text)}");

        var whole = new JsonCursor(text);
        if (whole.Peek() == JsonKind.Object)
            AssertMembers(ref whole, text, sound);
        return sound;
    }

    private static void AssertMembers(ref JsonCursor cursor, byte[] text, bool sound)
    {
        var fields = new JsonFields(text);
        cursor.TryEnter();
        cursor.ReadMembers(new NameTable(RandomJson.Names), ref fields);
        Assert.Equal(sound, cursor.IsComplete());
        if (!sound)
            return;
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.EnumerateObject().Any(member => TextOf(() => member.Name) is null))
            return;
        for (var field = 0; field < RandomJson.Names.Length; field++)
        {
            var found = document.RootElement.TryGetProperty(RandomJson.Names[field], out var expected);
            if (!found)
                Assert.Equal(JsonKind.None, fields[field].Kind);
            else if (expected.ValueKind != JsonValueKind.String)
                Assert.Equal(expected.GetRawText(), Encoding.UTF8.GetString(fields[field].Of(text)));
            else
                Assert.Equal(TextOf(expected.GetString) ?? JsonText.ToText(text, fields[field]), JsonText.ToText(text, fields[field]));
        }
    }

    /// <summary>Null for an escaped half of a surrogate pair, which is JSON, but no text: the platform throws, we put U+FFFD.</summary>
    private static string? TextOf(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsSound(byte[] text)
    {
        if (!Utf8.IsValid(text))
            return false;
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
