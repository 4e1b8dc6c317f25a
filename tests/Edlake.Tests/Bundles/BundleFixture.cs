using Edlake.Bundles;
using Edlake.Diagnostics;

namespace Edlake.Tests.Bundles;

/// <summary>A bundle in a temporary folder, with one notebook and one SQL file ready to be named.</summary>
internal sealed class BundleFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BundleFixture(string databricksYml)
    {
        Write("databricks.yml", databricksYml);
        Write("notebooks/load.sql", "-- Databricks notebook source\nSELECT 1\n");
        Write("sql/count.sql", "SELECT count(*) FROM t\n");
    }

    public Dictionary<string, string> Variables { get; } = [];

    public Dictionary<string, string> Environment { get; } = new() { ["USER"] = "ada.l@example.org" };

    public string this[string file] => _folder.In(file);

    public string Root => _folder.Path;

    public BundleFixture Write(string file, string text)
    {
        _folder.Write(file, text);
        return this;
    }

    public Bundle Read(string? target = null) => BundleReader.Read(BundleFolder.Open(_folder.Path), target, Variables, Environment);

    public EdlakeException Fails(string? target = null) => Assert.Throws<EdlakeException>(() => Read(target));

    public void Dispose() => _folder.Dispose();
}
