using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Tests.Blocks;

public sealed class BlockTypesTests
{
    [Theory]
    [InlineData(typeof(int), "System.Int32")]
    [InlineData(typeof(string[]), "System.String[]")]
    [InlineData(typeof(int[,]), "System.Int32[,]")]
    [InlineData(typeof(Dictionary<int, List<string>>), "System.Collections.Generic.Dictionary`2<System.Int32,System.Collections.Generic.List`1<System.String>>")]
    [InlineData(typeof(Shape), "test.Shape")]
    [InlineData(typeof(List<Circle>), "System.Collections.Generic.List`1<test.Circle>")]
    public void Names_HaveAliasesAndNoAssemblies(Type type, string name) => Assert.Equal(name, BlockTypes.NameOf(type));

    [Fact]
    public void Layouts_OfOneNameAndOtherFields_AreOtherTypes()
    {
        ulong[] types =
        [
            Of(8, 0, ("Value", typeof(int)), ("Scale", typeof(int))),
            Of(8, 0, ("Scale", typeof(int)), ("Value", typeof(int))),
            Of(8, 0, ("Value", typeof(int)), ("Scale", typeof(uint))),
            Of(8, 0, ("Value", typeof(int)), ("Digits", typeof(int))),
            Of(8, 1, ("Value", typeof(int)), ("Scale", typeof(int))),
            Of(16, 0, ("Value", typeof(int)), ("Scale", typeof(int))),
            Of(8, 0, ("Value", typeof(long))),
            Of(8, 0, ("Value", typeof(DayOfWeek)), ("Scale", typeof(int))),
        ];

        Assert.Equal(types.Length, types.Distinct().Count());
        Assert.Equal(types[0], Of(8, 0, ("Value", typeof(int)), ("Scale", typeof(int))));
    }

    [Fact]
    public void Numbers_StayWhatTheyAre()
    {
        Assert.Equal("9cf9a431ea5ee17b", $"{BlockTypes.OfName(typeof(string)):x16}");
        Assert.Equal("e1e50652e40a4486", $"{Of<Tick>():x16}");
    }

    private static ulong Of<T>() => BlockTypes.OfLayout(typeof(T), Unsafe.SizeOf<T>());

    /// <summary>The number of a type of another assembly, always of the same name.</summary>
    private static ulong Of(int size, int pack, params (string Name, Type Type)[] fields)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Other"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("Other");
        var attributes = TypeAttributes.Public | TypeAttributes.SequentialLayout | TypeAttributes.Sealed;
        var type = module.DefineType("Other.Price", attributes, typeof(ValueType), (PackingSize)pack, 0);
        foreach (var (name, fieldType) in fields)
            type.DefineField(name, fieldType, FieldAttributes.Public);
        return BlockTypes.OfLayout(type.CreateType(), size);
    }
}
