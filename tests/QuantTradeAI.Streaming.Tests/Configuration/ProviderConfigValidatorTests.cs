using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

public sealed class ProviderConfigValidatorTests : IDisposable
{
    private static readonly string Example = Path.Combine(AppContext.BaseDirectory, "config/providers/example.yaml");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Brief_Snippet_LoadsAndValidatesTheExample()
    {
        var validator = new ProviderConfigValidator(name => name == "API_TOKEN" ? "t" : null);
        var model = validator.LoadFromPath(Example, environment: "dev");
        var adapter = ConfigAdapter.Example;
        var runtime = validator.Validate(adapter, model);

        Assert.Equal(["crypto", "stocks"], runtime.AssetTypes);
        Assert.Equal(DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook, runtime.DataTypes);
        Assert.Equal(1200, runtime.RateLimitPerMinute);
        Assert.Equal(500, runtime.MaxSubscriptions);
        Assert.Equal("realtime", runtime.Options["mode"]);
        Assert.Equal(new Secret("t"), runtime.Credentials["token"]);
        Assert.Equal("dev", runtime.Environment);
        Assert.False(runtime.RequiresAuthentication);
        Assert.Equal(ProviderSettings.NoEndpoint, runtime.Endpoint);
    }

    [Fact]
    public void Process_Environment_IsTheDefault()
    {
        const string Variable = "QUANTTRADEAI_TEST_OF_THE_PROCESS_ENVIRONMENT";
        var path = _folder.Write("example.yaml", $"provider: example\nenvironments:\n  dev:\n    options: {{mode: '${{{Variable}}}'}}\n");
        Environment.SetEnvironmentVariable(Variable, "set");

        Assert.Equal("set", new ProviderConfigValidator().LoadFromPath(path).Settings.Options["mode"]);
    }

    [Theory]
    [InlineData(null, null, "dev")]
    [InlineData(null, "prod", "prod")]
    [InlineData("dev", "prod", "dev")]
    [InlineData(null, "${STAGE}", "prod")]
    public void Environment_IsTheArgumentElseTheDocumentsElseDev(string? argument, string? document, string expected)
    {
        var path = _folder.Write("example.yaml", $"provider: example\nenvironment: {document}\nenvironments:\n  dev: {{max_subscriptions: 1}}\n  prod: {{max_subscriptions: 2}}\n");

        var model = new ProviderConfigValidator(name => name == "STAGE" ? "prod" : null).LoadFromPath(path, argument);

        Assert.Equal(expected, model.Environment);
        Assert.Equal(expected == "dev" ? 1 : 2, model.Settings.MaxSubscriptions);
        Assert.Equal(["dev", "prod"], model.EnvironmentNames);
    }

    [Theory]
    [InlineData("example.json", """{"provider": "example", "environments": {"dev": {"data_types": ["trades"], "max_subscriptions": 7, "options": {"n": 5, "code": "010"}}}}""")]
    [InlineData("example.yml", "provider: example\nenvironments:\n  dev:\n    data_types: [trades]\n    max_subscriptions: 7\n    options: {n: 5, code: 010}\n")]
    [InlineData("EXAMPLE.YAML", "\uFEFFprovider: example\r\nenvironments:\r\n  dev:\r\n    data_types: [trades]\r\n    max_subscriptions: 7\r\n    options: {n: '5', code: 010}\r\n")]
    public void Document_InEachFormat_SaysTheSame(string name, string text)
    {
        var model = new ProviderConfigValidator(_ => null).LoadFromPath(_folder.Write(name, text));

        Assert.Equal(DataTypes.Trades, model.Settings.DataTypes);
        Assert.Equal(7, model.Settings.MaxSubscriptions);
        Assert.Equal("5", model.Settings.Options["n"]);
        Assert.Equal("010", model.Settings.Options["code"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{asset_types: [], data_types: [], rate_limit_per_minute: , max_subscriptions: , credentials: , options: {}}")]
    public void Settings_ThatAreAbsentOrEmpty_AreTheAdapters(string environment)
    {
        var validator = new ProviderConfigValidator(_ => null);
        var model = validator.LoadFromPath(_folder.Write("example.yaml", $"provider: example\nenvironments:\n  dev: {environment}\n"));

        var runtime = validator.Validate(ConfigAdapter.Example, model);

        var offered = ConfigAdapter.Example.Offers;
        Assert.Equal(
            (offered.DataTypes, offered.MaxSubscriptions, offered.RateLimitPerMinute),
            (runtime.DataTypes, runtime.MaxSubscriptions, runtime.RateLimitPerMinute));
        Assert.Equal(offered.AssetTypes, runtime.AssetTypes);
    }

    [Theory]
    [InlineData("alpaca", "api_key", "ALPACA_API_KEY")]
    [InlineData("foo-bar", "api_key", "FOO_BAR_API_KEY")]
    [InlineData("foo. -/bar9", "api_secret", "FOO_BAR9_API_SECRET")]
    [InlineData("é", "key", "__KEY")]
    public void Credential_HasAVariable_NamedAfterProviderAndCredential(string provider, string credential, string variable) =>
        Assert.Equal(variable, CredentialVariables.NameOf(provider, credential)); // A23

    [Fact]
    public void Endpoint_IsTheDocumentsElseTheAdapters()
    {
        var validator = new ProviderConfigValidator(_ => null);
        var adapter = new ConfigAdapter("coinbase") { Address = new Uri("wss://adapter/") };
        var with = validator.LoadFromPath(_folder.Write("with.yaml", "provider: coinbase\nenvironments: {dev: {websocket_url: wss://document/}}\n"));
        var without = validator.LoadFromPath(_folder.Write("without.yaml", "provider: coinbase\nenvironments: {dev: {}}\n"));

        Assert.Equal(new Uri("wss://document/"), validator.Validate(adapter, with).Endpoint);
        Assert.Equal(new Uri("wss://adapter/"), validator.Validate(adapter, without).Endpoint);
    }

    [Fact]
    public void Placeholders_OfOtherEnvironments_AreNotLookedUp()
    {
        var path = _folder.Write(
            "example.yaml",
            "provider: example\nenvironments:\n  dev: {}\n  prod:\n    max_subscriptions: ${MAX}\n    websocket_url: wss://${HOST}/\n    credentials: {token: '${file:/no/such/file}'}\n");

        Assert.Equal("dev", new ProviderConfigValidator(_ => throw new InvalidOperationException("looked up")).LoadFromPath(path).Environment);
    }

    [Fact]
    public void Validate_OfAnotherAdaptersDocument_NamesBoth()
    {
        var validator = new ProviderConfigValidator(_ => null);
        var path = _folder.Write("example.yaml", "provider: exampel\nenvironments: {dev: {}}\n");

        var error = Assert.Throws<ProviderConfigurationException>(() => validator.Validate(ConfigAdapter.Example, validator.LoadFromPath(path)));

        Assert.Equal($"{path}:1:11 provider: got 'exampel'; expected 'example', the adapter's name; did you mean 'example'?", error.Message);
    }
}
