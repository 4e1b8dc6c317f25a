using Edlake.Delta.Schema;

namespace Edlake.Delta.Tests.Schema;

public sealed class TypeWideningTests
{
    [Theory]
    [InlineData("byte", "long", true)]
    [InlineData("integer", "double", true)]
    [InlineData("float", "double", true)]
    [InlineData("date", "timestamp_ntz", true)]
    [InlineData("long", "double", false)]
    [InlineData("long", "integer", false)]
    [InlineData("date", "timestamp", false)]
    [InlineData("string", "binary", false)]
    public void Only_changes_that_lose_nothing_are_allowed(string from, string to, bool allowed) =>
        Assert.Equal(allowed, TypeWidening.CanWiden(new PrimitiveType(from), new PrimitiveType(to)));

    [Theory]
    [InlineData(6, 2, 10, 4, true)]
    [InlineData(6, 2, 7, 4, false)]
    [InlineData(6, 2, 10, 1, false)]
    public void A_decimal_may_not_lose_digits_on_either_side(int precision, int scale, int toPrecision, int toScale, bool allowed) =>
        Assert.Equal(allowed, TypeWidening.CanWiden(new DecimalType(precision, scale), new DecimalType(toPrecision, toScale)));

    [Fact]
    public void Every_change_is_noted_in_order()
    {
        var field = TypeWidening.Widen(TypeWidening.Widen(new StructField("a", new PrimitiveType("byte")), new PrimitiveType("integer")), new PrimitiveType("long"));
        Assert.Equal(new PrimitiveType("long"), field.Type);
        Assert.Equal("""[{"toType":"integer","fromType":"byte"},{"toType":"long","fromType":"integer"}]""", field.Metadata["delta.typeChanges"].GetRawText());
    }
}
