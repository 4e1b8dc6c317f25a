namespace Edlake.DataGen.Entities;

/// <summary>A course of the catalogue. The price is in whole pounds, as the exports have it.</summary>
internal sealed record Course(int Number, string Name, string Level, int ListPriceGbp, int SessionCount);
