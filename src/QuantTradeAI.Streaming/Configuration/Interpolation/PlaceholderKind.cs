namespace QuantTradeAI.Streaming.Configuration.Interpolation;

/// <summary>What a placeholder stands for, and what it does when there is nothing.</summary>
internal enum PlaceholderKind
{
    /// <summary><c>${VAR}</c>: a variable that must be set.</summary>
    Required,

    /// <summary><c>${VAR:-default}</c>: a variable, or the default when it is unset or empty.</summary>
    WithDefault,

    /// <summary><c>${VAR:?message}</c>: a variable, or a problem with that message when it is unset or empty.</summary>
    WithMessage,

    /// <summary><c>${file:/run/secrets/x}</c>: a file's content.</summary>
    File,
}
