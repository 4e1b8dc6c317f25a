using System.Runtime.InteropServices;
using Edlake.DataGen.Entities;
using Edlake.DataGen.Files;

namespace Edlake.DataGen.Truth;

/// <summary>Money over time: the tables <c>revenue_daily</c> and <c>revenue_monthly</c>.</summary>
internal sealed class RevenueTruth
{
    private readonly Dictionary<(int Day, int Course, int Method), MoneyFigures> _daily = [];

    public void Add(Intake intake)
    {
        foreach (var payment in intake.Payments)
        {
            var course = intake.Cohorts[intake.Enrollments[payment.Enrollment].Cohort].Course;
            var key = (CalendarText.DayOf(payment.PaidAt), course, payment.Method);
            CollectionsMarshal.GetValueRefOrAddDefault(_daily, key, out _).Add(payment);
        }
    }

    public void WriteTo(System.Text.Json.Utf8JsonWriter truth)
    {
        Daily().WriteTo(truth);
        Monthly().WriteTo(truth);
    }

    public void WriteHeadlineTo(System.Text.Json.Utf8JsonWriter truth)
    {
        var sum = new MoneyFigures();
        foreach (var money in _daily.Values) sum.Add(money);
        truth.WriteNumber("gross_amount_gbp", sum.GrossPence / 100m);
        truth.WriteNumber("refund_amount_gbp", sum.RefundPence / 100m);
        truth.WriteNumber("net_amount_gbp", sum.NetPence / 100m);
    }

    private TruthTable Daily()
    {
        var table = new TruthTable("revenue_daily", true, "payment_date", "course_id", "payment_method",
            "payment_count", "refund_count", "failed_count", "gross_amount_gbp", "refund_amount_gbp", "net_amount_gbp");
        foreach (var ((day, course, method), money) in _daily.OrderBy(pair => pair.Key))
        {
            table.Begin().Date(day).Code('C', Catalogue.Courses[course].Number, Codes.CourseWidth).Text(Catalogue.PaymentMethods[method]);
            money.WriteTo(table);
            table.End();
        }
        return table;
    }

    private TruthTable Monthly()
    {
        var table = new TruthTable("revenue_monthly", true, "revenue_month", "course_id",
            "payment_count", "refund_count", "failed_count", "gross_amount_gbp", "refund_amount_gbp", "net_amount_gbp",
            "cumulative_net_amount_gbp", "month_over_month_rate");
        var months = new SortedDictionary<(int Month, int Course), MoneyFigures>();
        foreach (var ((day, course, _), money) in _daily)
        {
            var key = (CalendarText.MonthOf(day), course);
            var sum = months.GetValueOrDefault(key);
            sum.Add(money);
            months[key] = sum;
        }
        var cumulative = new Dictionary<int, long>();
        var previous = new Dictionary<int, long>();
        foreach (var ((month, course), money) in months)
        {
            var total = cumulative[course] = cumulative.GetValueOrDefault(course) + money.NetPence;
            table.Begin().Date(month).Code('C', Catalogue.Courses[course].Number, Codes.CourseWidth);
            money.WriteTo(table);
            table.Money(total);
            var before = previous.GetValueOrDefault(course);
            table.Rate(money.NetPence - before, before).End();
            previous[course] = money.NetPence;
        }
        return table;
    }
}
