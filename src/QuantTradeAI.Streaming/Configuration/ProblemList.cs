using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The account of one run: which files were read, and the problems. Reading ends at the hundredth: who is told so many has enough to do.</summary>
internal sealed class ProblemList
{
    public const int MaxKept = 100;

    private readonly List<ConfigProblem> _kept = [];
    private readonly HashSet<string> _filesRead = new(StringComparer.Ordinal);
    private bool _isCut;

    /// <summary>What was read, or was to be.</summary>
    public IReadOnlyCollection<string> FilesRead => _filesRead;

    public bool IsEmpty => _kept.Count == 0;

    public int Count => _kept.Count;

    /// <summary>Reads, and gives what was read; nothing when there were too many problems.</summary>
    public T? Collect<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (TooManyException)
        {
            _isCut = true;
            return null;
        }
    }

    public void NoteRead(string path) => _filesRead.Add(path);

    /// <summary>Whether something is said of this key already.</summary>
    public bool Has(string file, string path) => _kept.Any(problem => problem.File == file && problem.Path == path);

    public void Add(ConfigNode node, string message) => Add(node.Place, node.Path, message);

    public void Add(Place place, string path, string message)
    {
        if (_kept.Count == MaxKept)
            throw new TooManyException();
        _kept.Add(new ConfigProblem(place.File, place.Line, place.Column, path, message));
    }

    /// <summary>File by file as they were read, and by place within each.</summary>
    public ImmutableArray<ConfigProblem> Sorted()
    {
        var files = _kept.Select(problem => problem.File).Distinct().ToList();
        var sorted = _kept.OrderBy(problem => files.IndexOf(problem.File)).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column).ToImmutableArray();
        return _isCut ? sorted.Add(new ConfigProblem(files[0], 1, 1, "", "there are more problems; correct those above first")) : sorted;
    }

    /// <exception cref="ProviderConfigurationException">There are any; one a line.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
            throw new ProviderConfigurationException(string.Join(Environment.NewLine, Sorted()));
    }

    private sealed class TooManyException : Exception;
}
