using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>The smaller steps. Each leaves the position behind what it read, or the cursor failed.</summary>
internal ref partial struct JsonCursor
{
    private JsonToken ReadContainer(int start, JsonKind kind)
    {
        var outside = _depth;
        TryEnter();
        while (!_failed && _depth > outside)
        {
            var inObject = (_objects >> (_depth - 1) & 1) != 0;
            if ((inObject ? NextMember() : NextElement()) && !TryEnter())
                ReadValue();
        }

        return _failed ? default : new JsonToken(start, _at - start, kind);
    }

    /// <summary>Reads <c>,"name":</c> as far as the value; no comma before the first one.</summary>
    private bool TryReadName(NameTable names, ref int at, out int field)
    {
        var json = _json;
        field = NameTable.Unknown;
        if (_afterValue)
        {
            if (json[at] != ',')
                return false;
            at = SkipSpace(at + 1);
        }

        if ((uint)at >= (uint)json.Length || json[at] != '"')
            return false;
        var end = JsonScan.FindStop(json, at + 1);
        if ((uint)end < (uint)json.Length && json[end] == '"')
        {
            field = names.Find(json[(at + 1)..end]);
            at = end + 1;
        }
        else
        {
            if (!TryScanString(at + 1, out var name))
                return false;
            field = names.Find(json, name);
            at = _at;
        }

        at = SkipSpace(at);
        if ((uint)at >= (uint)json.Length || json[at] != ':')
            return false;
        at = SkipSpace(at + 1);
        return true;
    }

    private bool NextMember()
    {
        if (!TryNext((byte)'}', out var at))
            return false;
        var json = _json;
        if ((uint)at >= (uint)json.Length || json[at] != '"' || !TryScanString(at + 1, out _))
            return Fail();
        at = SkipSpace(_at);
        if ((uint)at >= (uint)json.Length || json[at] != ':')
            return Fail();
        _at = at + 1;
        return true;
    }

    private JsonToken ReadLiteral(int start, ReadOnlySpan<byte> literal, JsonKind kind) =>
        _json[start..].StartsWith(literal) ? Found(start, start + literal.Length, kind) : Broken();

    private JsonToken ReadNumber(int start)
    {
        var end = JsonScan.NumberEnd(_json, start);
        return end < 0 ? Broken() : Found(start, end, JsonKind.Number);
    }

    /// <summary>After a value comes a comma or the end; after the opening comes a value or the end.</summary>
    private bool TryNext(byte end, out int at)
    {
        at = SkipSpace(_at);
        if (_failed || (uint)at >= (uint)_json.Length)
            return Fail();
        if (_json[at] == end)
            return Leave(at);

        if (_afterValue)
        {
            if (_json[at] != ',')
                return Fail();
            at = SkipSpace(at + 1);
        }

        _afterValue = false;
        return true;
    }

    /// <summary>Steps over the closing letter, if there is one: false either way.</summary>
    private bool Leave(int at)
    {
        if (_failed || (uint)at >= (uint)_json.Length)
            return Fail();
        _at = at + 1;
        _depth--;
        _afterValue = true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SkipSpace(int at)
    {
        var json = _json;
        return (uint)at < (uint)json.Length && json[at] <= ' ' ? JsonScan.SkipSpaces(json, at) : at;
    }

    /// <summary>Reads a string from behind its opening quote to behind its closing one.</summary>
    private bool TryScanString(int start, out JsonToken token)
    {
        var json = _json;
        var at = start;
        var escaped = false;
        var beyondAscii = false;
        while (true)
        {
            at = JsonScan.FindStop(json, at);
            if ((uint)at >= (uint)json.Length)
                break;
            var letter = json[at];
            if (letter == '"')
            {
                token = new JsonToken(start, at - start, JsonKind.String, escaped);
                _at = at + 1;
                return !beyondAscii || Utf8.IsValid(token.Of(json));
            }

            if (letter == '\\')
            {
                var length = JsonScan.EscapeLength(json[at..]);
                if (length == 0)
                    break;
                escaped = true;
                at += length;
            }
            else if (letter >= 0x80)
            {
                beyondAscii = true;
                while ((uint)at < (uint)json.Length && json[at] >= 0x80)
                    at++;
            }
            else
            {
                break;
            }
        }

        token = default;
        return false;
    }

    private JsonToken Found(int start, int end, JsonKind kind)
    {
        _at = end;
        _afterValue = true;
        return new JsonToken(start, end - start, kind);
    }

    private JsonToken Broken()
    {
        Fail();
        return default;
    }

    private bool Fail()
    {
        _failed = true;
        _at = _json.Length;
        return false;
    }
}
