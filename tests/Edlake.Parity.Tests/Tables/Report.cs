namespace Edlake.Parity.Tests.Tables;

/// <summary>Fails with all that differs.</summary>
internal static class Report
{
    internal static void Same(params IReadOnlyList<string?> differences)
    {
        var found = differences.OfType<string>().ToList();
        Assert.True(found.Count == 0, $"{found.Count} tables differ:\n{string.Join('\n', found)}");
    }
}
