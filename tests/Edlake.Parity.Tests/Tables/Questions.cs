namespace Edlake.Parity.Tests.Tables;

/// <summary>What is asked about a table, of Spark and of Edlake in the same words.</summary>
internal static class Questions
{
    internal static string Rows(string folder) => $"SELECT * FROM delta.`{folder}`";

    internal static string Detail(string folder) => $"DESCRIBE DETAIL delta.`{folder}`";

    internal static string History(string folder) => $"DESCRIBE HISTORY delta.`{folder}`";
}
