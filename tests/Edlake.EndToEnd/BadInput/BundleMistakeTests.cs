using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.BadInput;

/// <summary>A mistake in the bundle or a notebook is shown with file, line, reason and remedy, by `run` and, before that, by `check`.</summary>
public sealed class BundleMistakeTests : IDisposable
{
    private readonly SmallBundle _bundle = new();

    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "a syntax error", "create table good (a int);\n\nselect 1 +* 2;", "PARSE_SYNTAX_ERROR", "etl/task.sql:4:" },
        { "an unknown table", "select *\nfrom no_such_table;", "TABLE_OR_VIEW_NOT_FOUND", "etl/task.sql:3:" },
        { "an unknown column", "create table t (amount int);\nselect amuont from t;", "UNRESOLVED_COLUMN.WITH_SUGGESTION", "etl/task.sql:3:" },
        { "an unknown parameter", "select 1;\nselect :run_date;", "UNBOUND_SQL_PARAMETER", "etl/task.sql:3:" },
        { "an unknown function", "select no_such_function(1);", "UNRESOLVED_ROUTINE", "etl/task.sql:2:" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_wrong_statement_is_shown_where_it_stands_and_nothing_is_published(string mistake, string notebook, string errorClass, string place)
    {
        _bundle.With("before", "create table kept_back as select 1 as a;").With("task", notebook, "before");

        var check = (await _bundle.Lake.Edlake("check")).With(3);
        var run = (await _bundle.Lake.Edlake("run")).With(1);

        foreach (var error in new[] { check.Error, run.Error })
        {
            Assert.True(error.Contains($"[{errorClass}]", StringComparison.Ordinal), $"{mistake}: {error}");
            Assert.Contains(place, error, StringComparison.Ordinal);
            Assert.Contains("| ", error, StringComparison.Ordinal);
            Assert.Contains("^", error, StringComparison.Ordinal);
            Assert.Contains("help:", error, StringComparison.Ordinal);
        }

        Assert.Empty(_bundle.Lake.Versions());
        Assert.Empty(_bundle.Lake.StrayFiles());
    }

    [Fact]
    public async Task A_cycle_of_tasks_is_refused_with_its_path_before_anything_starts()
    {
        _bundle.With("a", "create table t (a int);", "c").With("b", "select 1;", "a").With("c", "select 1;", "b");

        var answer = (await _bundle.Lake.Edlake("run")).With(3);

        Assert.Contains("[TASK_CYCLE]", answer.Error, StringComparison.Ordinal);
        Assert.Contains("databricks.yml:", answer.Error, StringComparison.Ordinal);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
        Assert.Empty(_bundle.Lake.Versions());
    }

    [Fact]
    public async Task A_task_that_depends_on_none_is_refused()
    {
        var answer = (await _bundle.With("a", "select 1;", "typo").Lake.Edlake("run")).With(3);

        Assert.Contains("typo", answer.Error, StringComparison.Ordinal);
        Assert.Contains("databricks.yml:", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_the_job_does_not_have_is_a_wrong_command_line()
    {
        var answer = await _bundle.With("a", "select 1;").Lake.Edlake("run", "--param", "raw_pth=x");

        Assert.Contains("raw_pth", answer.Error, StringComparison.Ordinal);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
        Assert.Equal(2, answer.ExitCode);
    }

    [Fact]
    public async Task A_notebook_that_is_not_there_is_named()
    {
        var answer = (await _bundle.WithTask("ghost").Lake.Edlake("run")).With(3);

        Assert.Contains("etl/ghost.sql", answer.Error, StringComparison.Ordinal);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_where_a_notebook_should_be_is_named()
    {
        Directory.CreateDirectory(_bundle.In("etl/folder.sql"));

        var answer = (await _bundle.WithTask("folder").Lake.Edlake("run")).With(3);

        Assert.Contains("etl/folder.sql", answer.Error, StringComparison.Ordinal);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_task_does_not_keep_the_errors_of_others_from_being_shown()
    {
        _bundle.With("a", "select 1 / 0;").With("b", "select cast('x' as int);").With("c", "select 1;", "a");

        var answer = (await _bundle.Lake.Edlake("run")).With(1);

        Assert.Contains("[DIVIDE_BY_ZERO]", answer.Error, StringComparison.Ordinal);
        Assert.Contains("[CAST_INVALID_INPUT]", answer.Error, StringComparison.Ordinal);
        Assert.Contains("upstream failed", answer.Out + answer.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bundle.Dispose();
}
