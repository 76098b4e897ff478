using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>
/// Holds what the user wrote, in an entry, a document or both, against what the adapter can. One run finds all problems.
/// Pure: everything comes in, nothing is remembered.
/// </summary>
internal sealed class Negotiator
{
    private readonly ProviderConfig? _entry;
    private readonly ProviderDocument? _document;
    private readonly ProviderEnvironment _wanted;
    private readonly ProviderCapabilities _offered;
    private readonly List<NegotiationProblem> _problems = [];

    private Negotiator(ProviderConfig? entry, ProviderDocument? document, ProviderCapabilities offered) =>
        (_entry, _document, _wanted, _offered) = (entry, document, document?.Settings ?? new ProviderEnvironment(), offered);

    public static NegotiationResult Run(ProviderConfig? entry, ProviderDocument? document, StreamingProviderAdapter adapter, Func<string, string?> variables)
    {
        var side = entry is null ? NegotiationSide.Document : NegotiationSide.Entry;
        if (AdapterCall.Try(() => adapter.ProviderName, "ProviderName", out var problem) is not { } name
            || AdapterCall.Try(() => adapter.DefaultEndpoint ?? ProviderSettings.NoEndpoint, "DefaultEndpoint", out problem) is not { } address
            || AdapterCall.Try(adapter.GetCapabilities, "GetCapabilities", out problem) is not { } offered)
            return new NegotiationResult(null, [new NegotiationProblem(side, "", problem!)]);
        var negotiator = new Negotiator(entry, document, offered);
        var wanted = negotiator.Negotiate(name, address, variables);
        var settings = negotiator.Ask(adapter, wanted);
        var problems = negotiator._problems;
        return new NegotiationResult(problems.Count == 0 ? settings : null, [.. problems]);
    }

    private ProviderSettings Negotiate(string name, Uri address, Func<string, string?> variables)
    {
        CheckName(name);
        var authenticates = NegotiateAuthentication();
        var settings = new ProviderSettings
        {
            Endpoint = _entry?.WebSocketUrl is { } url && url != ProviderSettings.NoEndpoint ? url : _wanted.WebSocketUrl ?? address,
            Environment = _document?.Environment ?? _entry?.Environment ?? ProviderSettings.DefaultEnvironment,
            AssetTypes = NegotiateAssetTypes(),
            DataTypes = NegotiateDataTypes(),
            RequiresAuthentication = authenticates,
            Credentials = FindCredentials(name, authenticates, variables),
            MaxSubscriptions = Limit("max_subscriptions", _wanted.MaxSubscriptions, _offered.MaxSubscriptions),
            RateLimitPerMinute = NegotiateRate(),
            BurstAllowance = _entry?.RateLimit?.BurstAllowance ?? 0,
            Symbols = _entry?.Symbols ?? [],
            NativeSymbols = _entry?.NativeSymbols ?? ImmutableDictionary<string, string>.Empty,
            Options = _wanted.Options.SetItems(_entry?.Options ?? ImmutableDictionary<string, string>.Empty),
        };
        CheckSubscriptions(settings);
        return settings;
    }

    private ProviderSettings Ask(StreamingProviderAdapter adapter, ProviderSettings wanted)
    {
        var redaction = new Redaction(
            (_entry?.Places.FilledIn ?? []).Concat(_document?.Places.FilledIn ?? []), wanted.Credentials.Values);
        for (var i = 0; i < _problems.Count; i++)
            _problems[i] = _problems[i] with { Message = redaction.Apply(_problems[i].Message) };
        var checks = new AdapterChecks(adapter, _offered, message => Note(Side, "", Shown.Line(redaction.Apply(message))));
        var settings = checks.Run(wanted, isRight: _problems.Count == 0);
        if (_entry is not null && settings.Endpoint == ProviderSettings.NoEndpoint)
            Note(NegotiationSide.Entry, "websocket_url", "missing; expected a ws:// or wss:// address, here or in the provider's document");
        return settings;
    }

    private NegotiationSide Side => _entry is null ? NegotiationSide.Document : NegotiationSide.Entry;

    private void CheckName(string name)
    {
        var expected = $"expected '{name}', the adapter's name";
        if (_document is not null && _document.Provider != name)
            Note(NegotiationSide.Document, "provider", $"got {Shown.Quoted(_document.Provider)}; {expected}{Nearest.DidYouMean(_document.Provider, [name])}");
        if (_entry is not null && _entry.Name != name)
            Note(NegotiationSide.Entry, "name", $"got {Shown.Quoted(_entry.Name)}; {expected}");
    }

    private bool NegotiateAuthentication()
    {
        var entry = _entry?.AuthMethod is { } method ? method != ProviderConfig.NoAuth : (bool?)null;
        const string Refused = "or no such key: the venue refuses clients without credentials";
        if (_offered.RequiresAuthentication && entry is false)
            Note(NegotiationSide.Entry, "auth_method", $"got 'none'; expected 'api_key', {Refused}");
        if (_offered.RequiresAuthentication && _wanted.RequiresAuthentication is false)
            Note(NegotiationSide.Document, "requires_authentication", $"got 'false'; expected 'true', {Refused}");
        return _offered.RequiresAuthentication || (entry ?? _wanted.RequiresAuthentication ?? false);
    }

    private ImmutableSortedSet<string> NegotiateAssetTypes()
    {
        foreach (var unknown in _wanted.AssetTypes.Except(_offered.AssetTypes))
            Note(NegotiationSide.Document, KeyOf("asset_types", unknown), NotOffered(unknown, _offered.AssetTypes));
        return _wanted.AssetTypes.IsEmpty ? _offered.AssetTypes : _wanted.AssetTypes;
    }

    private DataTypes NegotiateDataTypes()
    {
        var document = _wanted.DataTypes ?? _offered.DataTypes;
        foreach (var unknown in DataTypeNames.Of(document & ~_offered.DataTypes))
            Note(NegotiationSide.Document, KeyOf("data_types", unknown), NotOffered(unknown, DataTypeNames.Of(_offered.DataTypes)));
        if (_entry?.Subscriptions is not { } entry || entry == DataTypes.None)
            return document;
        foreach (var unknown in DataTypeNames.Of(entry & ~_offered.DataTypes))
            Note(NegotiationSide.Entry, KeyOf("subscriptions", unknown), NotOffered(unknown, DataTypeNames.Of(_offered.DataTypes)));
        foreach (var unknown in DataTypeNames.Of(entry & _offered.DataTypes & ~document))
        {
            var has = string.Join(", ", DataTypeNames.Of(document));
            Note(NegotiationSide.Entry, KeyOf("subscriptions", unknown), $"got '{unknown}'; expected what the provider's document has: {has}");
        }

        return entry;
    }

    private int NegotiateRate()
    {
        var limit = Limit("rate_limit_per_minute", _wanted.RateLimitPerMinute, _offered.RateLimitPerMinute);
        return _entry?.RateLimit is { } rate ? (int)Math.Min(limit, rate.DefaultRate * 60L) : limit;
    }

    private int Limit(string key, int? wanted, int most)
    {
        if (wanted > most || wanted < 1)
            Note(NegotiationSide.Document, key, string.Create(CultureInfo.InvariantCulture, $"got '{wanted}'; expected from 1 to {most}, the adapter's limit"));
        return wanted ?? most;
    }

    private ImmutableSortedDictionary<string, Secret> FindCredentials(string provider, bool authenticates, Func<string, string?> variables)
    {
        var given = _wanted.Credentials.SetItems(_entry?.Credentials ?? ImmutableSortedDictionary<string, Secret>.Empty);
        var result = CredentialSearch.Run(provider, given, _offered.RequiredCredentials, authenticates, variables);
        foreach (var name in result.Blank)
            Note(SideOf(name), $"credentials.{name}", "is blank; expected the credential, or no such key");
        if (!result.Missing.IsEmpty)
            _problems.Add(MissingCredential.Tell(Side, result.Missing));
        return result.Found;
    }

    private void CheckSubscriptions(ProviderSettings settings)
    {
        var types = BitOperations.PopCount((uint)settings.DataTypes);
        if ((long)settings.Symbols.Length * types > settings.MaxSubscriptions)
        {
            Note(NegotiationSide.Entry, "symbols", string.Create(
                CultureInfo.InvariantCulture,
                $"got {settings.Symbols.Length} symbols with {types} data types each; "
                + $"expected at most {settings.MaxSubscriptions} subscriptions, the provider's limit"));
        }
    }

    private NegotiationSide SideOf(string credential)
    {
        var isTheDocuments = _entry is not null && !_entry.Credentials.ContainsKey(credential) && _wanted.Credentials.ContainsKey(credential);
        return isTheDocuments ? NegotiationSide.Document : Side;
    }

    private static string KeyOf(string list, string item) => $"{list}={item}";

    private static string NotOffered(string got, IEnumerable<string> offered) =>
        $"got {Shown.Quoted(got)}; expected what the adapter offers: {string.Join(", ", offered)}{Nearest.DidYouMean(got, offered)}";

    private void Note(NegotiationSide side, string key, string message) => _problems.Add(new NegotiationProblem(side, key, message));
}
