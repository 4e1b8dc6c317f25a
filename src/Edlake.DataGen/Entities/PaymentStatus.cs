namespace Edlake.DataGen.Entities;

internal enum PaymentStatus : byte
{
    Success,
    Refunded,
    Failed,
}
