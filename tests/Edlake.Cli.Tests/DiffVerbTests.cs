using System.Text.Json;
using Edlake.EndToEnd.Workbench;

namespace Edlake.Cli.Tests;

/// <summary>`edlake diff`: forms of the answer and exit codes.</summary>
public sealed class DiffVerbTests : IDisposable
{
    private readonly SmallBundle _bundle = new SmallBundle().With("none", "select 1;");

    private Lake Lake => _bundle.Lake;

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public async Task Equal_tables_end_with_0_and_different_ones_with_1()
    {
        await Tables();
        Assert.Contains("2 rows equal", (await Lake.Edlake("diff", "a", "a@v1")).Well().Out, StringComparison.Ordinal);

        var text = (await Lake.Edlake("diff", "a", "b", "--key", "id")).With(1).Out.ReplaceLineEndings("\n");
        Assert.Contains("0 rows equal, 1 only in A, 1 only in B, 1 changed\nchanged: name 1\n~ id=1: name Ada -> NULL\n- id=2, name=''\n+ id=3, name='x, y'\ndifferent\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_counts_and_both_values()
    {
        await Tables();
        using var json = JsonDocument.Parse((await Lake.Edlake("diff", "a", "b", "--key", "id", "--limit", "1", "--output", "json")).With(1).Out);

        var root = json.RootElement;
        Assert.False(root.GetProperty("equal").GetBoolean());
        Assert.Equal((1, 1, 1), (root.GetProperty("rows").GetProperty("changed").GetInt32(), root.GetProperty("rows").GetProperty("onlyInA").GetInt32(), root.GetProperty("rows").GetProperty("onlyInB").GetInt32()));
        var only = Assert.Single(root.GetProperty("differences").EnumerateArray());
        Assert.Equal(("Ada", JsonValueKind.Null), (only.GetProperty("a").GetProperty("name").GetString(), only.GetProperty("b").GetProperty("name").ValueKind));
    }

    [Fact]
    public async Task Tables_of_two_workspaces_are_compared()
    {
        await Tables();
        using var other = new SmallBundle().With("none", "select 1;");
        (await other.Lake.Edlake("sql", "create table a as select * from values (1, 'Ada'), (2, '') as t(id, name)")).Well();
        (await Lake.Edlake("diff", "a", "a", "--workspace-b", other.Lake.Workspace)).Well();
        (await Lake.Edlake("diff", "b", "a", "--workspace-b", other.Lake.Workspace)).With(1);
    }

    [Theory]
    [InlineData(3, "TABLE_OR_VIEW_NOT_FOUND", "a", "nowhere")]
    [InlineData(3, "DELTA_VERSION_NOT_FOUND", "a", "a@v99")]
    [InlineData(3, "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE", "a", "v")]
    [InlineData(3, "COMPARISON_KEY_NOT_SHARED", "a", "b", "--key", "none")]
    [InlineData(2, "INVALID_PARAMETER", "a", "a@yesterday")]
    [InlineData(2, "INVALID_PARAMETER", "a", "b", "--limit", "-1")]
    [InlineData(2, "INVALID_PARAMETER", "a", "b", "--workspace-b", "/nowhere/at/all")]
    public async Task What_cannot_be_compared_does_not_end_as_different(int code, string errorClass, params string[] arguments)
    {
        await Tables();
        Assert.Contains($"[{errorClass}]", (await Lake.Edlake(["diff", .. arguments])).With(code).Error, StringComparison.Ordinal);
    }

    private async Task Tables() => (await Lake.Edlake("sql",
        """
        create table a (id int, name string); insert into a values (1, 'Ada'), (2, '');
        create table b (id int, name string); insert into b values (1, null), (3, 'x, y');
        create view v as select * from a;
        """)).Well();
}
