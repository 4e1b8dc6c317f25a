namespace Edlake.Sql.Functions.Native;

/// <summary>Plain text of a format, or what an argument stands for.</summary>
internal sealed record JavaFormatPiece(string Text, JavaFormatSpecifier? Specifier);
