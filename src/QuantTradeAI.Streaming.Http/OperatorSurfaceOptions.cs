using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Http;

/// <summary>What an <see cref="OperatorSurface"/> takes from its host; everything has a default.</summary>
public sealed record OperatorSurfaceOptions
{
    /// <summary><see cref="RequestDeadline"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultRequestDeadline = TimeSpan.FromSeconds(10);

    /// <summary><see cref="StatusMaxAge"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultStatusMaxAge = TimeSpan.FromMilliseconds(100);

    /// <summary><see cref="MaxConcurrentRequests"/> unless told otherwise.</summary>
    public const int DefaultMaxConcurrentRequests = 64;

    /// <summary>Where log lines go; nowhere by default.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of every deadline and age.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A request is answered by then, if only with an error; above zero.</summary>
    public TimeSpan RequestDeadline { get; init; } = DefaultRequestDeadline;

    /// <summary>How old a status may be that is told again, so that many who ask cost little more than one; zero for always a new one.</summary>
    public TimeSpan StatusMaxAge { get; init; } = DefaultStatusMaxAge;

    /// <summary>More requests at once are refused, but for those of probes; at least 1.</summary>
    public int MaxConcurrentRequests { get; init; } = DefaultMaxConcurrentRequests;

    /// <summary>
    /// Answers <c>/metrics</c> in place of the engine's own page, for hosts with an exporter of their own; null for the page. Who may ask is looked at before.
    /// </summary>
    public RequestDelegate? MetricsPage { get; init; }
}
