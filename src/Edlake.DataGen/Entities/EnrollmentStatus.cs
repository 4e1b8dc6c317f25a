namespace Edlake.DataGen.Entities;

internal enum EnrollmentStatus : byte
{
    Active,
    Cancelled,
    Deferred,
}
