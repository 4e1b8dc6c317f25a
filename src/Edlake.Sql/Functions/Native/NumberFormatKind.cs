namespace Edlake.Sql.Functions.Native;

/// <summary>The kinds of thing a number format is made of.</summary>
internal enum NumberFormatKind
{
    Digits,
    Point,
    Dollar,
    PlusOrMinus,
    Minus,
    Opening,
    Closing,
    Unknown,
}
