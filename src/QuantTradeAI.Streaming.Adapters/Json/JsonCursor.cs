using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>
/// Walks one JSON text forward, once: RFC 8259 with nothing added. Never throws and never allocates; from the first mistake
/// on, <see cref="Failed"/> is set and nothing more is found. Strings must be valid UTF-8, also where nobody reads them.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    /// <summary>Objects and arrays inside one another; one more is a mistake. A bit each is kept, so 64 is also the most there can be.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _json = json.Length <= JsonToken.MaxLength ? json : default;
    private ulong _objects;
    private int _at;
    private int _depth;
    private bool _afterValue;
    private bool _failed;

    /// <summary>The whole text.</summary>
    public readonly ReadOnlySpan<byte> Json => _json;

    /// <summary>Whether the text up to here is no JSON.</summary>
    public readonly bool Failed => _failed;

    /// <summary>Whether one whole value was read and nothing but white space follows.</summary>
    public bool IsComplete()
    {
        var end = SkipSpace(_at);
        return !_failed && _depth == 0 && _afterValue && end == _json.Length;
    }

    /// <summary>What stands here, as far as its first letter tells; does not move.</summary>
    public readonly JsonKind Peek()
    {
        var at = SkipSpace(_at);
        return _failed || at >= _json.Length ? JsonKind.None : _json[at] switch
        {
            (byte)'"' => JsonKind.String,
            (byte)'{' => JsonKind.Object,
            (byte)'[' => JsonKind.Array,
            (byte)'t' => JsonKind.True,
            (byte)'f' => JsonKind.False,
            (byte)'n' => JsonKind.Null,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => JsonKind.Number,
            _ => JsonKind.None,
        };
    }

    /// <summary>Goes into the object or array that stands here; false, without moving, when there is none.</summary>
    public bool TryEnter()
    {
        var at = SkipSpace(_at);
        if (_failed || at >= _json.Length || _json[at] is not ((byte)'{' or (byte)'['))
            return false;
        if (_depth == MaxDepth)
            return Fail();
        var bit = 1UL << _depth++;
        _objects = _json[at] == '{' ? _objects | bit : _objects & ~bit;
        _at = at + 1;
        _afterValue = false;
        return true;
    }

    /// <summary>
    /// Reads the rest of the object that was entered, and leaves it. Stops before a member called <paramref name="stopAt"/> whose value is an
    /// object: true, and that object stands here. False at the end of the object, and when the text is broken.
    /// </summary>
    public bool ReadMembers(NameTable names, ref JsonFields fields, int stopAt = NameTable.Unknown)
    {
        // The hot loop of every decoder: the position stays in a register, and only what is rare goes through the slower methods below.
        var json = _json;
        var at = SkipSpace(_at);
        while ((uint)at < (uint)json.Length && json[at] != '}')
        {
            var field = _afterValue ? names.FindLetterMember(json, at) : NameTable.NoLetter;
            if (field != NameTable.NoLetter)
                at += NameTable.LetterMemberLength;
            else if (!TryReadName(names, ref at, out field))
                return Fail();

            var value = JsonScan.ReadPlain(json, at, out var end);
            if (value.Kind == JsonKind.None)
            {
                _at = at;
                if (field == stopAt && field != NameTable.Unknown && Peek() == JsonKind.Object)
                    return true;
                value = ReadValue();
                end = _at;
            }

            if (field != NameTable.Unknown)
                fields[field] = value;
            _afterValue = true;
            at = SkipSpace(end);
        }

        return Leave(at);
    }

    /// <summary>Goes to the next element; false when the array ended, which leaves it, or when the text is broken.</summary>
    public bool NextElement()
    {
        if (!TryNext((byte)']', out var at))
            return false;
        _at = at;
        return true;
    }

    /// <summary>Reads any value, an object or an array as a whole. <see cref="JsonKind.None"/> when the text is broken.</summary>
    public JsonToken ReadValue()
    {
        var at = SkipSpace(_at);
        if ((uint)at >= (uint)_json.Length)
            return Broken();
        var letter = _json[at];
        if (letter == '"')
        {
            if (!TryScanString(at + 1, out var text))
                return Broken();
            _afterValue = true;
            return text;
        }

        return letter switch
        {
            (byte)'{' => ReadContainer(at, JsonKind.Object),
            (byte)'[' => ReadContainer(at, JsonKind.Array),
            (byte)'t' => ReadLiteral(at, "true"u8, JsonKind.True),
            (byte)'f' => ReadLiteral(at, "false"u8, JsonKind.False),
            (byte)'n' => ReadLiteral(at, "null"u8, JsonKind.Null),
            _ => ReadNumber(at),
        };
    }

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

        if ((uint)at >= (uint)json.Length || json[at] != '"' || !TryScanString(at + 1, out var name))
            return false;
        field = names.Find(json, name);
        at = SkipSpace(_at);
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
