using System.Collections.Concurrent;

namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>What each subscriber of a test saw, wherever it ran.</summary>
internal sealed class Seen
{
    private readonly ConcurrentDictionary<string, Subscriber> _subscribers = new();

    public Subscriber Of(string name) => _subscribers.GetOrAdd(name, static name => new Subscriber(name));

    /// <summary>One subscriber.</summary>
    internal sealed class Subscriber(string name)
    {
        private readonly Lock _gate = new();
        private readonly List<long> _items = [];
        private readonly List<Exception> _errors = [];
        private readonly List<(Func<bool> Holds, TaskCompletionSource Done)> _waiters = [];

        public IReadOnlyList<long> Items
        {
            get
            {
                lock (_gate)
                    return [.. _items];
            }
        }

        public IReadOnlyList<Exception> Errors
        {
            get
            {
                lock (_gate)
                    return [.. _errors];
            }
        }

        /// <summary>How many calls brought the items.</summary>
        public int Calls { get; private set; }

        public int Completions { get; private set; }

        public void Took(IEnumerable<long> items) => Change(() =>
        {
            _items.AddRange(items);
            Calls++;
        });

        public void Failed(Exception error) => Change(() => _errors.Add(error));

        public void Completed() => Change(() => Completions++);

        public Task WhenItemsAsync(int count) => WhenAsync(() => _items.Count >= count, () => $"{count} items of {name}; there are {Items.Count}, and it was told: {string.Join(' ', Errors.Select(error => error.Message))}");

        public Task WhenLastAsync(long item) => WhenAsync(() => _items.Count > 0 && _items[^1] == item, () => $"{item} to be the last of {name}; that is {Items.LastOrDefault()}");

        public Task WhenErrorsAsync(int count) => WhenAsync(() => _errors.Count >= count, () => $"{count} errors of {name}; there are {Errors.Count}");

        public Task WhenCompletedAsync() => WhenAsync(() => Completions > 0, () => $"the completion of {name}");

        private Task WhenAsync(Func<bool> holds, Func<string> what)
        {
            lock (_gate)
            {
                if (holds())
                    return Task.CompletedTask;
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiters.Add((holds, done));
                return Patience.For(done.Task, what);
            }
        }

        private void Change(Action change)
        {
            lock (_gate)
            {
                change();
                foreach (var (holds, done) in _waiters)
                {
                    if (holds())
                        done.TrySetResult();
                }
            }
        }
    }
}
