using Edlake.Bundles;
using Edlake.Diagnostics;
using Edlake.Notebooks;
using Edlake.Yaml;

namespace Edlake.Tests.Bundles;

public sealed class BundleReaderTests
{
    [Fact]
    public void A_bundle_is_read_with_its_jobs_tasks_and_parameters()
    {
        using var bundle = new BundleFixture("""
            bundle: { name: bootcamp }
            include: [resources/*.yml]
            variables:
              catalog: { default: dev }
              warehouse: { lookup: { warehouse: Starter } }
            targets:
              dev: { default: true, mode: development }
              prod: { mode: production, variables: { catalog: main } }
            """).Write("resources/nightly.job.yml", """
            resources:
              jobs:
                nightly:
                  name: bootcamp nightly
                  parameters: [{ name: run_date, default: "{{job.start_time.iso_date}}" }]
                  schedule: { quartz_cron_expression: "0 30 5 ? * MON-FRI", timezone_id: Europe/London }
                  tasks:
                    - task_key: count_new
                      depends_on: [{ task_key: bronze }]
                      run_if: NONE_FAILED
                      sql_task: { warehouse_id: "${var.warehouse}", file: { path: ../sql/count.sql }, parameters: { d: "{{job.parameters.run_date}}" } }
                    - task_key: bronze
                      notebook_task: { notebook_path: ../notebooks/load.sql, base_parameters: { catalog: "${var.catalog}" } }
                      max_retries: 2
                      timeout_seconds: 60
            """);

        var read = bundle.Read();

        Assert.Equal(("bootcamp", "dev"), (read.Name, read.Target));
        var job = read.FindJob("nightly");
        Assert.Equal("[dev ada_l] bootcamp nightly", job.Name);
        Assert.Same(job, read.FindJob("bootcamp nightly"));
        Assert.Same(job, read.FindJob(null));
        Assert.Equal(4, job.MaxConcurrentRuns);
        Assert.Equal(("run_date", "{{job.start_time.iso_date}}"), (job.Parameters[0].Name, job.Parameters[0].Default));
        Assert.Equal(["bronze", "count_new"], job.Order.Select(task => task.Key));
        var count = job.FindTask("count_new")!;
        Assert.Equal(RunIf.NoneFailed, count.RunIf);
        var file = Assert.IsType<SqlFileTaskBody>(count.Body);
        Assert.Equal(bundle["sql/count.sql"], file.Path);
        Assert.Equal("{{job.parameters.run_date}}", file.Parameters["d"]);
        var bronze = job.FindTask("bronze")!;
        Assert.Equal((2, 60), (bronze.MaxRetries, bronze.TimeoutSeconds));
        var notebook = Assert.IsType<NotebookTaskBody>(bronze.Body);
        Assert.Equal(bundle["notebooks/load.sql"], notebook.Path);
        Assert.Equal("dev", notebook.BaseParameters["catalog"]);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public void The_bundle_is_that_of_the_nearest_folder_above()
    {
        using var bundle = new BundleFixture("bundle: { name: b }");
        Assert.Equal(bundle.Root, BundleFolder.Find(bundle["notebooks"]).Root);
    }

    [Fact]
    public void A_folder_without_a_bundle_is_an_error_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<EdlakeException>(() => BundleFolder.Open(folder.Path));
        Assert.Equal("BUNDLE_NOT_FOUND", error.ErrorClass);
        Assert.Contains("--bundle", error.Hint);
    }

    [Fact]
    public void Two_bundle_files_in_one_folder_are_an_error()
    {
        using var bundle = new BundleFixture("bundle: { name: b }").Write("bundle.yml", "bundle: { name: c }");
        Assert.Equal("BUNDLE_AMBIGUOUS", bundle.Fails().ErrorClass);
    }

    [Theory]
    [InlineData("bundle:\n  name: b\n  bad: [1, 2\nresources: {}\n", "databricks.yml:4:1")]
    [InlineData("bundle:\n  name: b\n name: c\n", "databricks.yml:3:2")]
    [InlineData("bundle:\n\tname: b\n", "databricks.yml:2:1")]
    [InlineData("bundle:\n  name: 'b\n", "databricks.yml:2:9")]
    [InlineData("bundle: *b\n", "databricks.yml:1:9")]
    [InlineData("bundle: { name: b }\n---\nbundle: { name: c }\n", "databricks.yml:2:1")]
    public void A_mistake_in_YAML_is_reported_with_line_and_column(string yaml, string position)
    {
        using var bundle = new BundleFixture(yaml);
        var error = bundle.Fails();
        Assert.Equal("YAML_SYNTAX_ERROR", error.ErrorClass);
        Assert.Equal(position, error.Position!.ToString());
    }

    [Fact]
    public void The_same_key_twice_in_one_map_is_an_error_at_the_second()
    {
        using var bundle = new BundleFixture("bundle:\n  name: b\n  name: c\n");
        var error = bundle.Fails();
        Assert.Equal("YAML_DUPLICATE_KEY", error.ErrorClass);
        Assert.Equal("databricks.yml:3:3", error.Position!.ToString());
        Assert.Contains("databricks.yml:2:3", error.Message);
    }

    [Fact]
    public void A_resource_defined_in_two_files_is_an_error()
    {
        using var bundle = new BundleFixture("bundle: { name: b }\ninclude: ['*.job.yml']\n")
            .Write("a.job.yml", "resources:\n  jobs:\n    x: { name: a }\n")
            .Write("b.job.yml", "resources:\n  jobs:\n    x: { name: b }\n");
        var error = bundle.Fails();
        Assert.Equal("BUNDLE_DUPLICATE_RESOURCE", error.ErrorClass);
        Assert.Equal("b.job.yml:3:5", error.Position!.ToString());
        Assert.Contains("a.job.yml:3:5", error.Message);
    }

    [Fact]
    public void An_unknown_top_key_is_a_warning()
    {
        using var bundle = new BundleFixture("bundle: { name: b }\nresuorces: {}\n");
        var warning = Assert.Single(bundle.Read().Warnings);
        Assert.Equal("databricks.yml:2:1", warning.Position.ToString());
        Assert.Contains("resuorces", warning.Message);
    }

    [Fact]
    public void A_bundle_without_a_name_is_an_error()
    {
        using var bundle = new BundleFixture("resources: {}\n");
        Assert.Equal("BUNDLE_MISSING_VALUE", bundle.Fails().ErrorClass);
    }

    [Fact]
    public void An_include_that_names_no_file_is_an_error()
    {
        using var bundle = new BundleFixture("bundle: { name: b }\ninclude:\n  - resources/none.yml\n");
        var error = bundle.Fails();
        Assert.Equal("INCLUDE_NOT_FOUND", error.ErrorClass);
        Assert.Equal("databricks.yml:3:5", error.Position!.ToString());
    }

    [Fact]
    public void A_target_is_laid_over_tasks_by_their_keys()
    {
        using var bundle = new BundleFixture("""
            bundle: { name: b }
            resources:
              jobs:
                j:
                  tasks:
                    - task_key: load
                      notebook_task: { notebook_path: notebooks/load.sql, base_parameters: { a: "1", b: "2" } }
            targets:
              prod:
                resources:
                  jobs:
                    j:
                      max_concurrent_runs: 2
                      tasks:
                        - task_key: load
                          notebook_task: { base_parameters: { b: "3" } }
                        - task_key: count
                          sql_task: { file: { path: sql/count.sql } }
            """);
        var job = bundle.Read().FindJob("j");
        Assert.Equal(["load", "count"], job.Tasks.Select(task => task.Key));
        var body = (NotebookTaskBody)job.Tasks[0].Body;
        Assert.Equal(("1", "3"), (body.BaseParameters["a"], body.BaseParameters["b"]));
        Assert.Equal(2, job.MaxConcurrentRuns);
    }

    [Fact]
    public void A_map_over_a_list_is_a_conflict_that_names_both_places()
    {
        using var bundle = new BundleFixture(
            "bundle: { name: b }\nsync:\n  paths: [.]\ntargets:\n  dev:\n    sync:\n      paths: { a: b }\n");
        var error = bundle.Fails();
        Assert.Equal("BUNDLE_MERGE_CONFLICT", error.ErrorClass);
        Assert.Equal("databricks.yml:7:7", error.Position!.ToString());
        Assert.Contains("databricks.yml:3:3", error.Message);
    }

    [Fact]
    public void A_JSON_include_and_YAML_anchors_are_read()
    {
        using var bundle = new BundleFixture("""
            bundle: { name: b }
            include: [more.json]
            variables:
              one: { default: &v x }
              two: { default: *v }
            """).Write("more.json", """{ "variables": { "three": { "default": 3 } } }""");
        var variables = bundle.Read().Variables;
        Assert.Equal("x", Assert.IsType<ConfigScalar>(variables["two"]).Text);
        Assert.Equal(ScalarKind.Integer, Assert.IsType<ConfigScalar>(variables["three"]).Kind);
    }

    [Fact]
    public void The_bundle_of_this_repository_is_read_and_every_notebook_of_its_job_is_cut_into_statements()
    {
        var bundle = BundleReader.Read(BundleFolder.Find(AppContext.BaseDirectory), null, new Dictionary<string, string>(), new Dictionary<string, string>());
        var job = bundle.FindJob(null);
        Assert.Empty(bundle.Warnings);
        Assert.Equal(job.Tasks.Count, job.Order.Count);
        foreach (var task in job.Order)
        {
            var path = Assert.IsType<NotebookTaskBody>(task.Body).Path;
            var statements = NotebookReader.Read(path, bundle.Root).Statements(other => NotebookReader.Read(other, bundle.Root));
            Assert.NotEmpty(statements);
            Assert.All(statements, statement => Assert.Equal(Path.GetRelativePath(bundle.Root, path), statement.Source.PositionOf(0).File));
        }
    }
}
