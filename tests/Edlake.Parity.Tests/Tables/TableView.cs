namespace Edlake.Parity.Tests.Tables;

/// <summary>What Edlake answers about a table.</summary>
internal sealed record TableView(
    (string Schema, IReadOnlyList<IReadOnlyList<string?>> Rows) Rows,
    (string Schema, IReadOnlyList<IReadOnlyList<string?>> Rows) Detail,
    (string Schema, IReadOnlyList<IReadOnlyList<string?>> Rows) History)
{
    internal static TableView Of(EdlakeSide edlake, string folder) =>
        new(edlake.Run(Questions.Rows(folder)), edlake.Run(Questions.Detail(folder)), edlake.Run(Questions.History(folder)));
}
