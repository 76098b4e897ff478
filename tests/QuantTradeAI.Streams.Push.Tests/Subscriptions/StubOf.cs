using System.Reflection;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

/// <summary>Answers an interface by the methods of the plain object that is there now: a class that implemented a grain's interface would be taken for a grain by the clusters of other tests.</summary>
public class StubOf<T> : DispatchProxy
    where T : class
{
    private Func<object> _target = null!;

    internal static T By(Func<object> target)
    {
        var stub = Create<T, StubOf<T>>();
        ((StubOf<T>)(object)stub)._target = target;
        return stub;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var target = _target();
        var method = target.GetType().GetMethod(targetMethod!.Name) ?? throw new NotSupportedException(targetMethod.Name);
        return (method.IsGenericMethodDefinition ? method.MakeGenericMethod(targetMethod.GetGenericArguments()) : method)
            .Invoke(target, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
