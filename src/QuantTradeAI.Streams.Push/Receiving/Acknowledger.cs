using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Telemetry;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Tells producers what was pending and is taken: one call at a time to each, in which goes what has come together since the last one.</summary>
internal sealed class Acknowledger(Guid receiver, TimeProvider time, PushMeters meters, ILogger logger)
{
    /// <summary>How often one acknowledgement is tried. The producer sends again what it was not told of.</summary>
    public const int Tries = 3;

    /// <summary>How long one try may take.</summary>
    public static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(5);

    /// <summary>The time between two tries.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly Lock _changing = new();
    private readonly Dictionary<Guid, Dictionary<(int Channel, long Epoch), long>> _ready = [];
    private readonly LogPace _pace = new(time);

    /// <summary>A stream was taken up to this number.</summary>
    public void Add(ProcessAddress producer, int channel, long epoch, long last)
    {
        lock (_changing)
        {
            if (_ready.TryGetValue(producer.Id, out var ready))
            {
                ready[(channel, epoch)] = last;
                return;
            }

            _ready.Add(producer.Id, new() { [(channel, epoch)] = last });
        }

        ThreadPool.UnsafeQueueUserWorkItem(static call => _ = call.Acknowledger.RunAsync(call.Producer), (Acknowledger: this, Producer: producer), preferLocal: false);
    }

    private async Task RunAsync(ProcessAddress producer)
    {
        while (TryTake(producer.Id) is { } acknowledgement)
            await SendAsync(producer, acknowledgement);
    }

    private Acknowledgement? TryTake(Guid producer)
    {
        lock (_changing)
        {
            var ready = _ready[producer];
            if (ready.Count == 0)
            {
                _ready.Remove(producer);
                return null;
            }

            var acknowledgement = new Acknowledgement(receiver, [.. ready.Select(entry => new AcknowledgedChannel(entry.Key.Channel, entry.Key.Epoch, entry.Value))]);
            ready.Clear();
            return acknowledgement;
        }
    }

    private async Task SendAsync(ProcessAddress producer, Acknowledgement acknowledgement)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await producer.Sender.AcknowledgeAsync(acknowledgement).WaitAsync(TryLimit, time);
                return;
            }
            catch (Exception e)
            {
                meters.NotAcknowledged();
                if (_pace.IsDue(out var failures))
                    logger.NotAcknowledged(e, producer.Name, failures);
                if (tries == Tries)
                    return;
            }

            await Task.Delay(Between, time);
        }
    }
}
