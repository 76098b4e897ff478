using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>A process that sent something to this one.</summary>
internal sealed class WatchedProducer(ProcessAddress process)
{
    private long _frames;
    private long _framesAtLook;

    public ProcessAddress Process => process;

    /// <summary>Whether it is not watched any more.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether an answer of it is waited for.</summary>
    public bool IsAsked { get; set; }

    /// <summary>How many answers failed, one after the other, and no frame came between.</summary>
    public int Failures { get; set; }

    /// <summary>When the first of them did, as a timestamp.</summary>
    public long FailedSince { get; set; }

    /// <summary>A frame has come. One that is not counted because two came at once does not matter: only the change does.</summary>
    public void NoteFrame() => Volatile.Write(ref _frames, _frames + 1);

    /// <summary>Whether no frame has come since the last look.</summary>
    public bool IsQuiet()
    {
        var (frames, before) = (Volatile.Read(ref _frames), _framesAtLook);
        _framesAtLook = frames;
        return frames == before;
    }
}
