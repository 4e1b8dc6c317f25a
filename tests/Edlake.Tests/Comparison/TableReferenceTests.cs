using Edlake.Comparison;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.Tests.Comparison;

public sealed class TableReferenceTests
{
    [Theory]
    [InlineData("x", "x", null, null)]
    [InlineData("gold.x", "gold|x", null, null)]
    [InlineData("main.gold.x@v12", "main|gold|x", 12L, null)]
    [InlineData("gold.x@V0", "gold|x", 0L, null)]
    [InlineData("gold.x@2026-11-01", "gold|x", null, "2026-11-01T00:00:00.0000000+00:00")]
    [InlineData("gold.x@2026-11-01 09:30:00.5", "gold|x", null, "2026-11-01T09:30:00.5000000+00:00")]
    [InlineData("gold.x@2026-11-01T09:30:00+02:00", "gold|x", null, "2026-11-01T07:30:00.0000000+00:00")]
    [InlineData("gold.x@20261101093000123", "gold|x", null, "2026-11-01T09:30:00.1230000+00:00")]
    [InlineData("delta.`/a@v1/b c`", "delta|/a@v1/b c", null, null)]
    [InlineData("delta.`/a@v1`@v2", "delta|/a@v1", 2L, null)]
    public void A_name_may_end_in_a_version_or_a_time(string text, string parts, long? version, string? time)
    {
        var reference = TableReference.Parse(text);
        Assert.Equal(parts, string.Join('|', reference.Name));
        Assert.Equal((version, time), (reference.Version, reference.Time?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("gold.x@")]
    [InlineData("gold.x@v")]
    [InlineData("gold.x@v-1")]
    [InlineData("gold.x@yesterday")]
    [InlineData("gold.x@20261301")]
    public void Another_ending_is_refused(string text) =>
        Assert.Equal("INVALID_PARAMETER", Assert.Throws<EdlakeException>(() => TableReference.Parse(text)).ErrorClass);

    [Fact]
    public void What_is_no_name_is_a_syntax_error() =>
        Assert.Equal("PARSE_SYNTAX_ERROR", Assert.Throws<SqlException>(() => TableReference.Parse("gold..x")).ErrorClass);
}
