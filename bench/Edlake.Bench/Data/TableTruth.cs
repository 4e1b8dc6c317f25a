namespace Edlake.Bench.Data;

/// <summary>A gold table: its rows, and the sum of the CRC-32 of each row's text over the hashed columns.</summary>
internal sealed record TableTruth(string Name, long RowCount, long RowHash, IReadOnlyList<string> HashedColumns);
