using Edlake.Bundles;
using Edlake.Diagnostics;

namespace Edlake.Tests.Bundles;

public sealed class ParameterReferencesTests
{
    // A Sunday.
    private static readonly ReferenceContext Context = new(
        "17", "nightly", "901", new DateTimeOffset(2026, 2, 1, 1, 5, 7, 250, TimeSpan.FromHours(2)),
        new Dictionary<string, string> { ["run_date"] = "2026-01-31", ["run-date"] = "dashed" })
    {
        TaskName = "gold",
        TaskRunId = "902",
        TaskExecutionCount = 2,
        Tasks = new Dictionary<string, TaskOutcome>
        {
            ["count"] = new("success")
            {
                FirstRow = new Dictionary<string, string> { ["n"] = "5" },
                RowsJson = "[[5]]",
                Values = new Dictionary<string, string> { ["k"] = "v" },
            },
        },
    };

    [Theory]
    [InlineData("{{job.parameters.run_date}}", "2026-01-31")]
    [InlineData("{{job.parameters.`run-date`}}", "dashed")]
    [InlineData("from {{job.name}}/{{job.id}} to {{task.name}}.", "from nightly/17 to gold.")]
    [InlineData("{{job.run_id}} {{task.run_id}} {{task.execution_count}} {{job.repair_count}}", "901 902 2 0")]
    [InlineData("{{job.start_time.iso_date}} {{job.start_time.iso_datetime}}", "2026-01-31 2026-01-31T23:05:07")]
    [InlineData("{{job.start_time.year}}-{{job.start_time.month}}-{{job.start_time.day}}", "2026-1-31")]
    [InlineData("{{job.start_time.hour}}:{{job.start_time.minute}}:{{job.start_time.second}}", "23:5:7")]
    [InlineData("{{job.start_time.iso_weekday}} {{job.start_time.is_weekday}} {{job.start_time.timestamp_ms}}", "6 false 1769900707250")]
    [InlineData("{{tasks.count.result_state}} {{tasks.count.output.first_row.n}} {{tasks.count.output.rows}} {{tasks.count.values.k}}", "success 5 [[5]] v")]
    [InlineData("{{job_id}} {{run_id}} {{parent_run_id}} {{start_date}} {{task_key}} {{task_retry_count}}", "17 902 901 2026-01-31 gold 1")]
    [InlineData("no reference { {job.id} }", "no reference { {job.id} }")]
    [InlineData("{{ job.id }} {{job.parameters.run-date}} {{other.thing}} {{name}}", "{{ job.id }} {{job.parameters.run-date}} {{other.thing}} {{name}}")]
    public void References_are_replaced_and_what_is_malformed_or_unknown_stays(string text, string expected) =>
        Assert.Equal(expected, ParameterReferences.Resolve(text, Context));

    [Theory]
    [InlineData("{{job.naem}}")]
    [InlineData("{{job.start_time.iso}}")]
    [InlineData("{{tasks.count.result}}")]
    public void An_unknown_member_of_a_known_namespace_is_an_error(string text)
    {
        var error = Assert.Throws<EdlakeException>(() => ParameterReferences.Resolve(text, Context));
        Assert.Equal("UNKNOWN_PARAMETER_REFERENCE", error.ErrorClass);
        Assert.Contains(text, error.Message);
    }

    [Theory]
    [InlineData("{{tasks.other.result_state}}")]
    [InlineData("{{tasks.count.output.first_row.m}}")]
    [InlineData("{{job.parameters.other}}")]
    [InlineData("{{workspace.id}}")]
    public void A_reference_without_a_value_in_this_run_is_an_error(string text) => Assert.Equal(
        "PARAMETER_REFERENCE_WITHOUT_VALUE",
        Assert.Throws<EdlakeException>(() => ParameterReferences.Resolve(text, Context)).ErrorClass);

    [Theory]
    [InlineData("{{job.parameters.run_dat}}", "declared: run_date")]
    [InlineData("{{job.naem}}", "'job' has no such member")]
    [InlineData("{{tasks.nope.result_state}}", "it has: a")]
    public void An_unknown_reference_in_a_task_is_found_when_the_bundle_is_read(string reference, string hint)
    {
        using var bundle = Bundle($"a: 'x {reference}'");
        var error = bundle.Fails();
        Assert.Equal("UNKNOWN_PARAMETER_REFERENCE", error.ErrorClass);
        Assert.Equal("databricks.yml:11:18", error.Position!.ToString());
        Assert.Contains(hint, error.Hint);
    }

    [Fact]
    public void A_value_for_a_parameter_that_the_job_does_not_declare_is_an_error_that_lists_the_declared_ones()
    {
        using var bundle = Bundle("a: b");
        var job = bundle.Read().FindJob("j");
        Assert.Equal("2026", job.ParameterValues(new Dictionary<string, string> { ["run_date"] = "2026" })["run_date"]);
        Assert.Equal("today", job.ParameterValues(new Dictionary<string, string>())["run_date"]);
        var error = Assert.Throws<EdlakeException>(() => job.ParameterValues(new Dictionary<string, string> { ["rundate"] = "2026" }));
        Assert.Equal("UNKNOWN_JOB_PARAMETER", error.ErrorClass);
        Assert.Contains("run_date", error.Hint);
    }

    private static BundleFixture Bundle(string baseParameter) => new($$"""
        bundle: { name: b }
        resources:
          jobs:
            j:
              parameters: [{ name: run_date, default: today }]
              tasks:
                - task_key: a
                  notebook_task:
                    notebook_path: notebooks/load.sql
                    base_parameters:
                      {{baseParameter}}
        """);
}
