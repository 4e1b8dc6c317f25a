using Edlake.Bundles;
using Edlake.Diagnostics;

namespace Edlake.Tests.Bundles;

public sealed class TaskValidationTests
{
    private const string Load = "notebook_task: { notebook_path: notebooks/load.sql }";

    [Fact]
    public void A_cycle_is_named_in_full()
    {
        var error = Fails(
            $"- {{ task_key: start, {Load} }}",
            $"- {{ task_key: a, depends_on: [{{ task_key: start }}, {{ task_key: b }}], {Load} }}",
            $"- {{ task_key: b, depends_on: [{{ task_key: c }}], {Load} }}",
            $"- {{ task_key: c, depends_on: [{{ task_key: a }}], {Load} }}");
        Assert.Equal("TASK_CYCLE", error.ErrorClass);
        Assert.Contains("a → b → c → a", error.Message);
        Assert.Equal("databricks.yml:7:72", error.Position!.ToString());
    }

    [Fact]
    public void A_task_may_not_wait_for_itself()
    {
        var error = Fails($"- {{ task_key: a, depends_on: [{{ task_key: a }}], {Load} }}");
        Assert.Equal("TASK_CYCLE", error.ErrorClass);
        Assert.Contains("a → a", error.Message);
    }

    [Fact]
    public void A_dependency_on_an_unknown_task_is_reported_where_it_is_written()
    {
        var error = Fails($"- {{ task_key: a, depends_on: [{{ task_key: bronz }}], {Load} }}", $"- {{ task_key: bronze, {Load} }}");
        Assert.Equal("UNKNOWN_TASK_DEPENDENCY", error.ErrorClass);
        Assert.Equal("databricks.yml:6:51", error.Position!.ToString());
        Assert.Contains("a, bronze", error.Hint);
    }

    [Fact]
    public void The_same_task_key_twice_in_a_list_is_an_error_at_the_second()
    {
        var error = Fails($"- {{ task_key: a, {Load} }}", $"- {{ task_key: a, {Load} }}");
        Assert.Equal("DUPLICATE_TASK_KEY", error.ErrorClass);
        Assert.Equal("databricks.yml:7:23", error.Position!.ToString());
    }

    [Theory]
    [InlineData("- { task_key: a }", "TASK_WITHOUT_BODY")]
    [InlineData("- { task_key: a, notebook_task: { notebook_path: notebooks/load.sql }, sql_task: { file: { path: sql/count.sql } } }", "TASK_WITH_TWO_BODIES")]
    [InlineData("- { task_key: a b, notebook_task: { notebook_path: notebooks/load.sql } }", "INVALID_TASK_KEY")]
    [InlineData("- { notebook_task: { notebook_path: notebooks/load.sql } }", "BUNDLE_MISSING_VALUE")]
    [InlineData("- { task_key: a, run_if: SOMETIMES, notebook_task: { notebook_path: notebooks/load.sql } }", "BUNDLE_INVALID_VALUE")]
    [InlineData("- { task_key: a, max_retries: many, notebook_task: { notebook_path: notebooks/load.sql } }", "BUNDLE_INVALID_VALUE")]
    [InlineData("- { task_key: a, notebook_task: { notebook_path: notebooks } }", "NOT_A_NOTEBOOK")]
    [InlineData("- { task_key: a, notebook_task: { notebook_path: sql/count.sql } }", "NOT_A_NOTEBOOK")]
    [InlineData("- { task_key: a, notebook_task: { notebook_path: notebooks/none.sql } }", "NOTEBOOK_NOT_FOUND")]
    [InlineData("- { task_key: a, notebook_task: { notebook_path: ../elsewhere.sql } }", "PATH_OUTSIDE_BUNDLE")]
    [InlineData("- { task_key: a, sql_task: { file: { path: notebooks/load.sql } } }", "NOT_A_SQL_FILE")]
    [InlineData("- { task_key: a, sql_task: { file: { path: sql } } }", "NOT_A_SQL_FILE")]
    [InlineData("- { task_key: a, sql_task: { file: { path: sql/none.sql } } }", "PATH_NOT_FOUND")]
    public void What_is_wrong_with_a_task_is_an_error_in_its_line(string task, string errorClass)
    {
        var error = Fails(task);
        Assert.Equal(errorClass, error.ErrorClass);
        Assert.Equal(("databricks.yml", 6), (error.Position!.File, error.Position.Line));
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void A_notebook_named_without_its_extension_is_suggested_with_it()
    {
        var error = Fails("- { task_key: a, notebook_task: { notebook_path: notebooks/load } }");
        Assert.Equal("NOTEBOOK_NOT_FOUND", error.ErrorClass);
        Assert.Contains("notebooks/load.sql", error.Hint);
    }

    [Theory]
    [InlineData("spark_python_task: { python_file: x.py }", "spark_python_task")]
    [InlineData("sql_task: { query: { query_id: abc } }", "sql_task with query")]
    [InlineData("notebook_task: { notebook_path: load, source: GIT }", "notebook_task with source GIT")]
    public void Work_of_other_kinds_is_read_and_named(string body, string kind)
    {
        using var bundle = Bundle($"- {{ task_key: a, {body} }}");
        Assert.Equal(new UnsupportedTaskBody(kind), bundle.Read().FindJob("j").Tasks[0].Body);
    }

    [Fact]
    public void A_path_under_the_place_of_deployment_is_a_file_of_the_bundle()
    {
        using var bundle = Bundle("- { task_key: a, notebook_task: { notebook_path: '${workspace.file_path}/notebooks/load' } }");
        Assert.Equal(bundle["notebooks/load.sql"], ((NotebookTaskBody)bundle.Read().FindJob("j").Tasks[0].Body).Path);
    }

    [Fact]
    public void An_unknown_job_is_an_error_that_lists_the_known_ones()
    {
        using var bundle = Bundle($"- {{ task_key: a, {Load} }}");
        var error = Assert.Throws<EdlakeException>(() => bundle.Read().FindJob("k"));
        Assert.Equal("JOB_NOT_FOUND", error.ErrorClass);
        Assert.Contains("j", error.Hint);
    }

    private static EdlakeException Fails(params string[] tasks)
    {
        using var bundle = Bundle(tasks);
        return bundle.Fails();
    }

    private static BundleFixture Bundle(params string[] tasks) => new(
        "bundle: { name: b }\nresources:\n  jobs:\n    j:\n      tasks:\n" + string.Concat(tasks.Select(task => $"        {task}\n")));
}
