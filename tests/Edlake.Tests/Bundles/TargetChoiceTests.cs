namespace Edlake.Tests.Bundles;

public sealed class TargetChoiceTests
{
    private const string TwoTargets = "bundle: { name: b }\ntargets:\n  dev: { default: true }\n  prod: {}\n";

    [Fact]
    public void The_asked_for_target_beats_the_environment_and_the_default()
    {
        using var bundle = new BundleFixture(TwoTargets);
        Assert.Equal("dev", bundle.Read().Target);
        bundle.Environment["DATABRICKS_BUNDLE_TARGET"] = "prod";
        Assert.Equal("prod", bundle.Read().Target);
        Assert.Equal("dev", bundle.Read("dev").Target);
    }

    [Fact]
    public void The_only_target_is_chosen_and_no_targets_mean_default()
    {
        using var one = new BundleFixture("bundle: { name: b }\ntargets:\n  staging:\n");
        Assert.Equal("staging", one.Read().Target);
        using var none = new BundleFixture("bundle: { name: b }\n");
        Assert.Equal("default", none.Read().Target);
    }

    [Fact]
    public void Several_targets_without_a_default_are_an_error_that_lists_them()
    {
        using var bundle = new BundleFixture("bundle: { name: b }\ntargets:\n  dev: {}\n  prod: {}\n");
        var error = bundle.Fails();
        Assert.Equal("TARGET_AMBIGUOUS", error.ErrorClass);
        Assert.Contains("dev, prod", error.Message);
    }

    [Fact]
    public void An_unknown_target_is_an_error_that_lists_the_known_ones()
    {
        using var bundle = new BundleFixture(TwoTargets);
        var error = bundle.Fails("test");
        Assert.Equal("TARGET_NOT_FOUND", error.ErrorClass);
        Assert.Contains("dev, prod", error.Hint);
    }
}
