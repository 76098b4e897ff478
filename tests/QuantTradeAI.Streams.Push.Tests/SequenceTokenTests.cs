namespace QuantTradeAI.Streams.Push.Tests;

public sealed class SequenceTokenTests
{
    [Theory]
    [InlineData(1, 2, 1, 3, -1)]
    [InlineData(1, 9, 2, 1, -1)]
    [InlineData(2, 1, 2, 1, 0)]
    [InlineData(2, 2, 2, 1, 1)]
    public void Tokens_AreOrderedByEpoch_ThenByNumber(long epoch, long number, long otherEpoch, long otherNumber, int order)
    {
        var (one, other) = (new PushSequenceToken(epoch, number), new PushSequenceToken(otherEpoch, otherNumber));

        Assert.Equal(order, Math.Sign(one.CompareTo(other)));
        Assert.Equal(order == 0, one.Equals(other));
        Assert.Equal(order == 0, one.GetHashCode() == other.GetHashCode());
    }
}
