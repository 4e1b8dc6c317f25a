namespace Edlake.DataGen.Entities;

/// <summary>An instalment, a failed try (amount 0) or a refund (amount below 0) for one enrollment of the intake. The amount is in pence.</summary>
internal readonly record struct Payment(long Number, int Enrollment, long AmountPence, long PaidAt, PaymentStatus Status, int Method);
