namespace Edlake.DataGen.Entities;

/// <summary>One who signed up.</summary>
internal readonly record struct Learner(long Number, long SignedUpAt, int Source, int Country, int City, int GivenName, int FamilyName);
