using System.Globalization;
using System.Text;

namespace QuantTradeAI.Tests.Operations;

/// <summary>Reads both text formats of Prometheus, strictly; written from the formats' pages, and knows nothing of what writes them.</summary>
internal sealed class Exposition
{
    private readonly string _text;
    private readonly bool _isOpenMetrics;
    private Family? _current;
    private int _at;

    private Exposition(string text, bool isOpenMetrics) => (_text, _isOpenMetrics) = (text, isOpenMetrics);

    public Dictionary<string, Family> Families { get; } = new(StringComparer.Ordinal);

    public static Exposition Parse(string text, bool isOpenMetrics)
    {
        var page = new Exposition(text, isOpenMetrics);
        page.Read();
        return page;
    }

    /// <summary>All samples as lines: <c>name{label="value"} number</c>, labels unescaped.</summary>
    public IEnumerable<Sample> Samples => Families.Values.SelectMany(family => family.Samples);

    private void Read()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_at < _text.Length)
        {
            if (_text[_at] == '#')
            {
                if (ReadComment())
                {
                    Require(_at == _text.Length, "nothing after # EOF");
                    return;
                }

                continue;
            }

            var sample = ReadSample();
            Require(seen.Add($"{sample.Name}|{string.Join('|', sample.Labels.Select(label => $"{label.Key}={label.Value}"))}"), $"{sample} only once");
            Require(_current is not null && _current.Owns(sample.Name, _isOpenMetrics), $"{sample.Name} within its family");
            _current!.Samples.Add(sample);
        }

        Require(!_isOpenMetrics, "# EOF");
    }

    /// <summary>True at the end of OpenMetrics.</summary>
    private bool ReadComment()
    {
        var end = _text.IndexOf('\n', _at);
        Require(end >= 0, "a line's end");
        var line = _text[_at..end];
        _at = end + 1;
        if (_isOpenMetrics && line == "# EOF")
            return true;
        var parts = line.Split(' ', 4);
        Require(parts.Length == 4, "# WORD name text");
        if (_current?.Name != parts[2])
        {
            _current = new Family(parts[2]);
            Require(Families.TryAdd(parts[2], _current), $"{parts[2]} in one place");
        }

        Require(_current.Samples.Count == 0, "comments before samples");
        switch (parts[1])
        {
            case "HELP":
                _current.Help = Unescape(parts[3], _isOpenMetrics);
                break;
            case "TYPE":
                Require(parts[3] is "counter" or "gauge" or "histogram", "a known type");
                _current.Type = parts[3];
                break;
            case "UNIT":
                Require(_isOpenMetrics && parts[2].EndsWith($"_{parts[3]}", StringComparison.Ordinal), "a unit that ends the name");
                _current.Unit = parts[3];
                break;
            default:
                throw new FormatException($"unknown comment {line}");
        }

        return false;
    }

    private Sample ReadSample()
    {
        var name = ReadName();
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_text[_at] == '{')
        {
            do
            {
                _at++;
                var label = ReadName();
                Take("=\"");
                labels.Add(label, ReadQuoted());
            }
            while (_text[_at] == ',');
            Take("}");
        }

        Take(" ");
        var end = _text.IndexOf('\n', _at);
        Require(end >= 0, "a line's end");
        var number = _text[_at..end];
        _at = end + 1;
        return new Sample(name, labels, number switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => double.Parse(number, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture),
        });
    }

    private string ReadName()
    {
        var from = _at;
        while (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_')
            _at++;
        Require(_at > from && !char.IsAsciiDigit(_text[from]), "a name");
        return _text[from.._at];
    }

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        for (; _text[_at] != '"'; _at++)
        {
            Require(_text[_at] != '\n', "no line's end within a value");
            value.Append(_text[_at]);
            if (_text[_at] == '\\')
                value.Append(_text[++_at]);
        }

        _at++;
        return Unescape(value.ToString(), areQuotesEscaped: true);
    }

    private string Unescape(string text, bool areQuotesEscaped)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            i++;
            Require(i < text.Length && (text[i] is '\\' or 'n' || (areQuotesEscaped && text[i] == '"')), "a known escape");
            plain.Append(text[i] == 'n' ? '\n' : text[i]);
        }

        return plain.ToString();
    }

    private void Take(string expected)
    {
        Require(string.CompareOrdinal(_text, _at, expected, 0, expected.Length) == 0, expected);
        _at += expected.Length;
    }

    private void Require(bool holds, string expected)
    {
        if (!holds)
            throw new FormatException($"at {_at}: expected {expected}; got '{_text.AsSpan(Math.Max(0, _at - 40), Math.Min(80, _text.Length - Math.Max(0, _at - 40)))}'");
    }

    internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

    internal sealed class Family(string name)
    {
        public string Name => name;

        public string Help { get; set; } = "";

        public string Type { get; set; } = "";

        public string Unit { get; set; } = "";

        public List<Sample> Samples { get; } = [];

        public bool Owns(string sample, bool isOpenMetrics) => Type switch
        {
            "histogram" => sample == $"{name}_bucket" || sample == $"{name}_sum" || sample == $"{name}_count",
            "counter" when isOpenMetrics => sample == $"{name}_total",
            _ => sample == name,
        };
    }
}
