using Edlake.Bundles;
using Edlake.Yaml;

namespace Edlake.Tests.Bundles;

public sealed class VariableTests
{
    private const string Layers = """
        bundle: { name: b }
        variables:
          x: { default: root }
        targets:
          t: { variables: { x: target } }
        """;

    [Fact]
    public void The_command_line_beats_the_environment_the_overrides_file_the_target_and_the_default()
    {
        using var bundle = new BundleFixture(Layers.Replace("{ x: target }", "{}", StringComparison.Ordinal));
        Assert.Equal("root", ValueOf(bundle, "x"));
        bundle.Write("databricks.yml", Layers);
        Assert.Equal("target", ValueOf(bundle, "x"));
        bundle.Write(".databricks/bundle/t/variable-overrides.json", """{ "x": "file" }""");
        Assert.Equal("file", ValueOf(bundle, "x"));
        bundle.Environment["BUNDLE_VAR_x"] = "environment";
        Assert.Equal("environment", ValueOf(bundle, "x"));
        bundle.Variables["x"] = "command line";
        Assert.Equal("command line", ValueOf(bundle, "x"));
    }

    [Fact]
    public void A_variable_without_a_value_is_an_error_where_it_is_declared()
    {
        using var bundle = new BundleFixture("bundle: { name: b }\nvariables:\n  x: { description: needed }\n");
        var error = bundle.Fails();
        Assert.Equal("BUNDLE_VARIABLE_WITHOUT_VALUE", error.ErrorClass);
        Assert.Equal("databricks.yml:3:3", error.Position!.ToString());
        Assert.Contains("BUNDLE_VAR_x", error.Hint);
    }

    [Fact]
    public void A_value_for_an_undeclared_variable_is_an_error_that_lists_the_declared_ones()
    {
        using var bundle = new BundleFixture(Layers);
        bundle.Variables["y"] = "1";
        var error = bundle.Fails();
        Assert.Equal("BUNDLE_UNKNOWN_VARIABLE", error.ErrorClass);
        Assert.Contains("declared are: x", error.Hint);
    }

    [Fact]
    public void A_target_that_sets_an_undeclared_variable_is_an_error_in_its_line()
    {
        using var bundle = new BundleFixture(Layers.Replace("{ x: target }", "{ z: 1 }", StringComparison.Ordinal));
        Assert.Equal("databricks.yml:5:21", bundle.Fails().Position!.ToString());
    }

    [Fact]
    public void A_complex_variable_keeps_its_form_and_is_reached_into()
    {
        using var bundle = new BundleFixture(Job("base_parameters: ${var.parameters}", """
            variables:
              parameters: { type: complex, default: { a: "${var.list[1].name}", n: 5 } }
              list: { type: complex, default: [{ name: zero }, { name: one }] }
            """));
        var body = (NotebookTaskBody)bundle.Read().FindJob("j").Tasks[0].Body;
        Assert.Equal(("one", "5"), (body.BaseParameters["a"], body.BaseParameters["n"]));
    }

    [Fact]
    public void A_complex_variable_cannot_come_as_text()
    {
        using var bundle = new BundleFixture("bundle: { name: b }\nvariables:\n  x: { type: complex, default: {} }\n");
        bundle.Environment["BUNDLE_VAR_x"] = "{}";
        Assert.Equal("BUNDLE_INVALID_VALUE", bundle.Fails().ErrorClass);
    }

    [Fact]
    public void A_lone_reference_keeps_the_type_and_one_inside_text_becomes_text()
    {
        using var bundle = new BundleFixture("""
            bundle: { name: b }
            variables:
              n: { default: 3 }
              lone: { default: "${var.n}" }
              inside: { default: "n is ${var.n} in ${bundle.name}/${bundle.target} at ${workspace.file_path}" }
            """);
        var variables = bundle.Read().Variables;
        Assert.Equal(ScalarKind.Integer, Assert.IsType<ConfigScalar>(variables["lone"]).Kind);
        Assert.Equal("n is 3 in b/default at /Workspace/Users/ada.l@example.org/.bundle/b/default/files", ((ConfigScalar)variables["inside"]).Text);
    }

    [Fact]
    public void References_in_a_circle_are_an_error_that_names_it()
    {
        using var bundle = new BundleFixture("bundle: { name: b }\nvariables:\n  a: { default: '${var.b}' }\n  b: { default: 'x ${var.a}' }\n");
        var error = bundle.Fails();
        Assert.Equal("BUNDLE_REFERENCE_CYCLE", error.ErrorClass);
        Assert.Contains("${var.b} → ${var.a} → ${var.b}", error.Message);
    }

    [Theory]
    [InlineData("${var.nope}", "variable 'nope'")]
    [InlineData("${bundle.nmae}", "field 'nmae'")]
    [InlineData("${resources.jobs.other.name}", "field 'other'")]
    public void A_reference_that_leads_nowhere_is_an_error_where_it_is_written(string reference, string hint)
    {
        using var bundle = new BundleFixture(Job($$"""base_parameters: { a: "{{reference}}" }"""));
        var error = bundle.Fails();
        Assert.Equal("BUNDLE_UNKNOWN_REFERENCE", error.ErrorClass);
        Assert.Equal("databricks.yml:10:35", error.Position!.ToString());
        Assert.Contains(hint, error.Hint);
    }

    [Fact]
    public void A_looked_up_variable_is_an_error_only_where_its_value_is_needed()
    {
        const string Lookup = "variables:\n  w: { lookup: { warehouse: Starter } }";
        using var unused = new BundleFixture(Job("warehouse_id: ${var.w}", Lookup));
        Assert.Single(unused.Read().Jobs);
        using var used = new BundleFixture(Job("base_parameters: { a: 'x-${var.w}' }", Lookup));
        Assert.Equal("BUNDLE_UNRESOLVED_REFERENCE", used.Fails().ErrorClass);
        used.Variables["w"] = "abc";
        Assert.Equal("x-abc", ((NotebookTaskBody)used.Read().FindJob("j").Tasks[0].Body).BaseParameters["a"]);
    }

    [Fact]
    public void Other_references_stay_as_text_and_are_warned_of()
    {
        using var bundle = new BundleFixture(Job("base_parameters: { a: '${vars.x} {{job.id}} {{ job.id }}' }"));
        var read = bundle.Read();
        Assert.Equal("${vars.x} {{job.id}} {{ job.id }}", ((NotebookTaskBody)read.FindJob("j").Tasks[0].Body).BaseParameters["a"]);
        Assert.Equal(2, read.Warnings.Count);
    }

    [Theory]
    [InlineData("plain", "gold_x")]
    [InlineData("dev", "dev_ada_l_gold_x")]
    public void A_resource_is_referred_to_by_the_name_it_is_deployed_under(string target, string schema)
    {
        const string Parameters = """
            base_parameters:
                          s: "${resources.schemas.gold.name}"
                          i: "${resources.schemas.gold.id}"
                          v: "${resources.volumes.raw.volume_path}"
            """;
        using var bundle = new BundleFixture(Job(Parameters, """
            targets:
              plain: {}
              dev: { mode: development }
            """)).Write("more.yml", """
            resources:
              schemas:
                gold: { catalog_name: main, name: gold_x }
              volumes:
                raw: { catalog_name: main, schema_name: "${resources.schemas.gold.name}", name: raw }
            """);
        var body = (NotebookTaskBody)bundle.Read(target).FindJob("j").Tasks[0].Body;
        Assert.Equal(schema, body.BaseParameters["s"]);
        Assert.Equal("main." + schema, body.BaseParameters["i"]);
        Assert.Equal($"/Volumes/main/{schema}/raw", body.BaseParameters["v"]);
    }

    [Fact]
    public void The_bundle_name_may_not_hold_a_reference()
    {
        using var bundle = new BundleFixture("bundle: { name: 'b${bundle.target}' }\n");
        Assert.Equal("BUNDLE_REFERENCE_NOT_ALLOWED", bundle.Fails().ErrorClass);
    }

    private static string ValueOf(BundleFixture bundle, string variable) => ((ConfigScalar)bundle.Read().Variables[variable]).Text;

    // A job of one notebook task; more fields of it stand in line 10.
    private static string Job(string fields, string top = "") =>
        "bundle: { name: b }\ninclude: ['more*.yml']\nresources:\n  jobs:\n    j:\n      tasks:\n        - task_key: a\n"
        + $"          notebook_task:\n            notebook_path: notebooks/load.sql\n            {fields.Trim()}\n{top}\n";
}
