using QuantTradeAI.Cluster.Client.Following;

namespace QuantTradeAI.Cluster.Client.Tests.Following;

public class BatchOrderTests
{
    private static readonly BatchOrderLimits Limits = new() { MaxHeld = 4 };

    /// <summary>
    /// Steps: a number is a batch of the stream, <c>r5</c> one of the owner's answer, <c>e2:1</c> one of another epoch, <c>p7</c> a position and <c>p2:7</c> one of
    /// another epoch, <c>p-</c> one without numbers, <c>c6</c> the end of an answer up to 6, <c>+1.5</c> seconds that pass and what is given up in them.
    /// </summary>
    [Theory]
    [InlineData("p0 1 2 3", "1 2 3", "")]
    [InlineData("1 2 p0 3", "1 2 3", "")]
    [InlineData("6 7 p6 8", "7 8", "")]
    [InlineData("p5 5 6", "6", "")]
    [InlineData("p0 1 1 2 2 1", "1 2", "")]
    [InlineData("p0 1 3 4", "1", "1:2-2")]
    [InlineData("p0 1 4 6", "1", "1:2-3")]
    [InlineData("p0 1 3 4 r2", "1 2 3 4", "")]
    [InlineData("p0 1 4 r2 r3 c3", "1 2 3 4", "")]
    [InlineData("p0 1 4 6 r3 c3", "1 3 4", "1:5-5")]
    [InlineData("p0 1 4 c3 2", "1 4 2", "")]
    [InlineData("p0 1 3 +4.9", "1", "1:2-2")]
    [InlineData("p0 1 3 +5.1", "1 3", "")]
    [InlineData("p0 1 3 4 5 6 7", "1 3 4 5 6 7", "")]
    [InlineData("p0 1 p3", "1", "")]
    [InlineData("p0 1 p3 +0.31", "1", "1:2-3")]
    [InlineData("p0 1 p3 +0.31 2", "1 2", "")]
    [InlineData("p0 1 p3 +60", "1", "1:2-3")]
    [InlineData("p0 1 p3 +1 r2 r3 c3 4", "1 2 3 4", "")]
    [InlineData("p0 1 p3 +1 c3 4", "1 4", "")]
    [InlineData("p0 1 e2:1 e2:2", "1 e2:1 e2:2", "")]
    [InlineData("p0 1 3 e2:1", "1 3 e2:1", "")]
    [InlineData("p0 1 e2:3", "1", "2:1-2")]
    [InlineData("p0 1 e2:1 2 e2:2", "1 e2:1 2 e2:2", "")]
    [InlineData("p0 1 p2:2 +0.31", "1", "2:1-2")]
    [InlineData("p0 1 p2:2 +1 e2:1 e2:2", "1 e2:1 e2:2", "")]
    [InlineData("p0 1 e2:2 c3", "1", "2:1-1")]
    [InlineData("p- 5 6 8", "5 6", "1:7-7")]
    [InlineData("p- 0 0", "0 0", "")]
    [InlineData("1 2 3 5 6", "1 2 3", "1:4-4")]
    public void Batches_ByStep_PassOrWaitOrAreAskedFor(string steps, string passed, string missing)
    {
        var order = new BatchOrder(Limits);
        var now = TimeSpan.FromHours(1);
        foreach (var step in steps.Split(' '))
            now = Do(order, step, now);

        Assert.Equal(passed, string.Join(' ', order.Passed.Select(Name)));
        Assert.Equal(missing, order.Missing(now) is { } hole ? $"{hole.Epoch}:{hole.From}-{hole.To}" : "");
    }

    [Theory]
    [InlineData("p0 1 p1 +9", false)]
    [InlineData("p0 1 p3 +1.9", false)]
    [InlineData("p0 1 p3 +2.1", true)]
    [InlineData("p0 1 p3 +1 r2 r3 c3 +1.1", true)]
    [InlineData("p0 1 p3 +1 2 +1.1", false)]
    [InlineData("p0 1 p3 +1 2 3 +9", false)]
    [InlineData("p0 1 e2:1 p2:1 +9", false)]
    [InlineData("p3 +9", false)]
    public void Stream_ThatOwesBatchesAndIsSilent_IsTakenForLost(string steps, bool isLost)
    {
        var order = new BatchOrder(Limits);
        var now = TimeSpan.FromHours(1);
        foreach (var step in steps.Split(' '))
            now = Do(order, step, now);

        Assert.Equal(isLost, order.TakeSilence(now));
        Assert.False(order.TakeSilence(now), "It was told already.");
    }

    [Theory]
    [InlineData("p0 1 2", "2", nameof(BatchFate.Repeated))]
    [InlineData("p4 5", "3", nameof(BatchFate.Early))]
    [InlineData("p0 1 4", "4", nameof(BatchFate.Repeated))]
    [InlineData("p0 1 4", "5", nameof(BatchFate.Held))]
    [InlineData("p0 1 4 c3", "3", nameof(BatchFate.Passed))]
    public void Batch_ThatComesLateOrAgain_IsToldApart(string steps, string last, string fate)
    {
        var order = new BatchOrder(Limits);
        foreach (var step in steps.Split(' '))
            Do(order, step, TimeSpan.Zero);

        Assert.Equal(fate, order.Take(BatchOf(last), TimeSpan.Zero).ToString());
    }

    private static TimeSpan Do(BatchOrder order, string step, TimeSpan now)
    {
        switch (step[0])
        {
            case '+':
                now += TimeSpan.FromSeconds(double.Parse(step[1..], System.Globalization.CultureInfo.InvariantCulture));
                order.Poll(now);
                break;
            case 'p' when step == "p-":
                order.Learn(1, null, now);
                break;
            case 'p':
                var position = BatchOf("e" + step[1..]);
                order.Learn(position.Epoch, position.Number, now);
                break;
            case 'c':
                order.Conclude(1, Number(step[1..]), now);
                break;
            case 'r':
                order.Take(BatchOf(step[1..]), now, isOfStream: false);
                break;
            default:
                order.Take(BatchOf(step), now);
                break;
        }

        return now;
    }

    private static StreamBatch BatchOf(string word)
    {
        var parts = word.TrimStart('e').Split(':');
        return new StreamBatch { Epoch = parts.Length == 2 ? Number(parts[0]) : 1, Number = Number(parts[^1]), Events = default };
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Name(StreamBatch batch) => batch.Epoch == 1 ? $"{batch.Number}" : $"e{batch.Epoch}:{batch.Number}";
}
