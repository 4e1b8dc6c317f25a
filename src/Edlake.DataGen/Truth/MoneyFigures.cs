using Edlake.DataGen.Entities;

namespace Edlake.DataGen.Truth;

/// <summary>Counts and sums over payments, in pence. A refund's amount is negative.</summary>
internal struct MoneyFigures
{
    public long PaymentCount;
    public long RefundCount;
    public long FailedCount;
    public long GrossPence;
    public long RefundPence;

    public readonly long NetPence => GrossPence + RefundPence;

    public void Add(in Payment payment)
    {
        switch (payment.Status)
        {
            case PaymentStatus.Success:
                PaymentCount++;
                GrossPence += payment.AmountPence;
                break;
            case PaymentStatus.Refunded:
                RefundCount++;
                RefundPence += payment.AmountPence;
                break;
            default:
                FailedCount++;
                break;
        }
    }

    public void Add(in MoneyFigures other)
    {
        PaymentCount += other.PaymentCount;
        RefundCount += other.RefundCount;
        FailedCount += other.FailedCount;
        GrossPence += other.GrossPence;
        RefundPence += other.RefundPence;
    }

    public readonly void WriteTo(TruthTable table) =>
        table.Number(PaymentCount).Number(RefundCount).Number(FailedCount).Money(GrossPence).Money(RefundPence).Money(NetPence);
}
