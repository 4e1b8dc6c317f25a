using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.SqlFile;

/// <summary>A task that runs a plain SQL file, with the parameters Databricks gives one: <c>:name</c> and <c>{{name}}</c>.</summary>
public sealed class SqlFileTaskTests : IDisposable
{
    private const string Bundle = """
        bundle:
          name: files
        resources:
          jobs:
            files:
              name: files
              parameters:
                - name: schema
                  default: own
              tasks:
                - task_key: figures
                  sql_task:
                    warehouse_id: any
                    file:
                      path: figures.sql
                    parameters:
                      limit: "2"
                      schema: "{{job.parameters.schema}}"
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Lake _lake;

    public SqlFileTaskTests()
    {
        _lake = new Lake(_folder.Path);
        _folder.Write("databricks.yml", Bundle);
    }

    [Fact]
    public async Task Its_parameters_are_literals_and_names()
    {
        _folder.Write("figures.sql", "create schema if not exists `{{schema}}`;\nuse identifier({{schema}});\ncreate or replace table t as select {{schema}} as s, :limit as l;\n");
        Assert.Equal("Succeeded", (await _lake.Run()).Status);
        Assert.Equal(["own|2"], await _lake.Rows("select * from own.t"));
    }

    [Fact]
    public async Task A_name_without_a_value_is_refused_where_it_stands()
    {
        _folder.Write("figures.sql", "select 1;\nselect {{unknown}};\n");
        var answer = (await _lake.Edlake("run")).With(1);
        Assert.Contains("UNBOUND_SQL_PARAMETER", answer.Error, StringComparison.Ordinal);
        Assert.Contains("figures.sql:2:8", answer.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _lake.Dispose();
        _folder.Dispose();
    }
}
