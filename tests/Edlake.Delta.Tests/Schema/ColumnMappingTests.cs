using Edlake.Delta.Actions;
using Edlake.Delta.Schema;

namespace Edlake.Delta.Tests.Schema;

public sealed class ColumnMappingTests
{
    private static readonly StructType Nested = new([
        new StructField("id", new PrimitiveType("long")),
        new StructField("items", new ArrayType(new StructType([new StructField("price", new DecimalType(10, 2))]), true)),
    ]);

    [Fact]
    public void Each_field_of_a_new_table_gets_an_id_and_a_name_of_its_own_in_the_files()
    {
        var completed = ColumnMapping.Complete(Mapped(Nested), hasFiles: false);

        var price = SchemaPath.Find(completed.Schema, ["items", "element", "price"])!;
        Assert.Equal([1, 2], completed.Schema.Fields.Select(field => field.FieldId!.Value));
        Assert.Equal(3, price.FieldId);
        Assert.Equal("3", completed.Configuration["delta.columnMapping.maxColumnId"]);
        Assert.All([.. completed.Schema.Fields, price], field => Assert.StartsWith("col-", field.PhysicalName));
    }

    [Fact]
    public void A_table_with_files_keeps_the_names_that_stand_in_them()
    {
        var completed = ColumnMapping.Complete(Mapped(Nested), hasFiles: true);
        Assert.Equal(["id", "items"], completed.Schema.Fields.Select(field => field.PhysicalName));
    }

    [Fact]
    public void A_column_added_again_under_a_dropped_ones_name_is_another_column()
    {
        var first = ColumnMapping.Complete(Mapped(Nested), hasFiles: false);
        var dropped = first.WithSchema(new StructType([first.Schema.Fields[1]]));
        var again = ColumnMapping.Complete(dropped.WithSchema(new StructType([.. dropped.Schema.Fields, new StructField("id", new PrimitiveType("long"))])), hasFiles: false);

        Assert.Equal(4, again.Schema.Find("id")!.FieldId);
        Assert.NotEqual(first.Schema.Find("id")!.PhysicalName, again.Schema.Find("id")!.PhysicalName);
    }

    [Fact]
    public void Metadata_without_mapping_is_left_alone()
    {
        var plain = Metadata.Create(Nested);
        Assert.Same(plain, ColumnMapping.Complete(plain, hasFiles: false));
    }

    private static Metadata Mapped(StructType schema) => Metadata.Create(schema, configuration: new Dictionary<string, string> { [ColumnMapping.ModeKey] = "name" });
}
