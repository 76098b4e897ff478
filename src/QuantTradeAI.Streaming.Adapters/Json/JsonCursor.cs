namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>
/// Walks one JSON text forward, once: RFC 8259 with nothing added. Never throws and never allocates; from the first mistake
/// on, <see cref="Failed"/> is set and nothing more is found. Strings must be valid UTF-8, also where nobody reads them.
/// </summary>
internal ref partial struct JsonCursor(ReadOnlySpan<byte> json)
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
}
