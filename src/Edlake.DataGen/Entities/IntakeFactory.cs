using Edlake.DataGen.Files;
using Edlake.DataGen.Randomness;

namespace Edlake.DataGen.Entities;

/// <summary>Makes the clean model, one intake after the other. An intake's content depends on the seed and its number alone.</summary>
internal sealed class IntakeFactory(ulong seed, Timeline timeline, int courseCount, OddityRates oddities, int corrections)
{
    public const int LearnersPerIntake = 160;

    private const int LearnersPerCohort = 40;
    private const int SecondsPerHour = 3600;

    private readonly Intake _intake = new();
    private readonly int[] _seatsTaken = new int[LearnersPerIntake / LearnersPerCohort];
    private readonly ulong _seed = seed;
    private RandomStream _random = new(seed, 0);
    private long _intakes, _learners, _cohorts, _sessions, _enrollments, _payments;

    /// <summary>The next intake. The object is reused: it holds until the next call.</summary>
    public Intake Next(int learners)
    {
        _random = new RandomStream(_seed, (ulong)_intakes + 1);
        _intake.Clear();
        Array.Clear(_seatsTaken);
        var startDay = timeline.StartDayOf(_intakes);
        var cohorts = Math.Max(1, (learners + (LearnersPerCohort / 2)) / LearnersPerCohort);
        for (var index = 0; index < cohorts; index++) AddCohort(startDay + (7 * _random.Below(4)));
        for (var index = 0; index < learners; index++) AddLearner(index, startDay);
        _intakes++;
        return _intake;
    }

    private void AddCohort(int startDay)
    {
        var course = _random.Below(courseCount);
        var sessions = Catalogue.Courses[course].SessionCount;
        // A cohort that runs over: the calendar says four weeks, the sessions go on for longer, as in real exports.
        var weeks = _random.Chance(oddities.SessionsAfterCohortEnd) ? sessions / 2 : sessions - 1;
        var mode = _random.Weighted(Catalogue.DeliveryModeWeights);
        _intake.Cohorts.Add(new Cohort(
            ++_cohorts, course, startDay, startDay + (7 * weeks), mode, 5 * _random.Between(5, 12), _sessions + 1, sessions));
        _sessions += sessions;
    }

    private void AddLearner(int index, int startDay)
    {
        var latest = Math.Min(startDay - 3, timeline.LastDay);
        var signedUpAt = Moment(latest - _random.Below(56));
        var country = _random.Weighted(Catalogue.CountryWeights);
        _intake.Learners.Add(new Learner(
            ++_learners, signedUpAt, _random.Weighted(Catalogue.SourceWeights), country,
            _random.Below(Catalogue.Cities[country].Length),
            _random.Below(Catalogue.GivenNames.Length), _random.Below(Catalogue.FamilyNames.Length)));
        if (!_random.Chance(850_000)) return;
        var first = _random.Below(_intake.Cohorts.Count);
        var deferred = Enroll(index, first, signedUpAt);
        if (_intake.Cohorts.Count > 1 && _random.Chance(deferred ? 500_000 : 100_000))
            Enroll(index, (first + 1 + _random.Below(_intake.Cohorts.Count - 1)) % _intake.Cohorts.Count, signedUpAt);
    }

    /// <summary>Enrolls unless the cohort is full; true when the learner put the course off.</summary>
    private bool Enroll(int learner, int cohortIndex, long signedUpAt)
    {
        var cohort = _intake.Cohorts[cohortIndex];
        var enrolledAt = _random.Chance(oddities.EnrolledBeforeSignUp)
            ? signedUpAt - (_random.Between(1, 20 * 24) * SecondsPerHour)
            : signedUpAt + (_random.Between(1, 14 * 24) * SecondsPerHour);
        if (_seatsTaken[cohortIndex] == cohort.Capacity || enrolledAt > timeline.AsOf) return false;
        _seatsTaken[cohortIndex]++;
        var status = (EnrollmentStatus)_random.Weighted([80, 11, 9]);
        var position = _intake.Enrollments.Count;
        var paid = Pay(position, cohort, enrolledAt, status);
        var marked = status == EnrollmentStatus.Active && (paid || _random.Chance(oddities.AttendedWithoutPayment))
            ? cohort.SessionsHeldAt(timeline.AsOf - (2 * SecondsPerHour))
            : 0;
        _intake.Enrollments.Add(new Enrollment(++_enrollments, learner, cohortIndex, enrolledAt, status, marked, Attend(marked)));
        return status == EnrollmentStatus.Deferred;
    }

    /// <summary>Which of the marked sessions the learner came to: fewer as the weeks go by, none after dropping off.</summary>
    private uint Attend(int marked)
    {
        if (marked == 0) return 0;
        var eagerness = _random.Between(550_000, 980_000);
        var lastSession = _random.Chance(220_000) ? _random.Below(marked) : marked;
        uint attended = 0;
        for (var session = 0; session < marked; session++)
        {
            if (session < lastSession && _random.Chance(eagerness - (session * 25_000))) attended |= 1u << session;
        }
        return attended;
    }

    /// <summary>The payments of one enrollment, as far as they have happened; true when one of them succeeded.</summary>
    private bool Pay(int enrollment, Cohort cohort, long enrolledAt, EnrollmentStatus status)
    {
        var pays = _random.Chance(status switch
        {
            EnrollmentStatus.Active => 860_000,
            EnrollmentStatus.Cancelled => 400_000,
            _ => 250_000,
        });
        var method = _random.Weighted(Catalogue.PaymentMethodWeights);
        var paidAt = enrolledAt + (_random.Between(1, 10 * 24 * 60) * 60);
        if (_random.Chance(pays ? 50_000 : 200_000))
        {
            AddPayment(enrollment, 0, paidAt, PaymentStatus.Failed, method);
            paidAt += _random.Between(5, 2 * 24 * 60) * 60;
        }
        if (!pays) return false;

        var price = Catalogue.Courses[cohort.Course].ListPriceGbp * 100L;
        if (_random.Chance(120_000)) price -= price / 10;
        var paid = PayInstalments(enrollment, price, ref paidAt, method);
        if (paid > 0) Refund(enrollment, paid, paidAt, status, method);
        return paid > 0;
    }

    private long PayInstalments(int enrollment, long price, ref long paidAt, int method)
    {
        var instalments = 1 + _random.Weighted([70, 18, 12]);
        var given = instalments > 1 && _random.Chance(80_000) ? instalments - 1 : instalments;
        long paid = 0;
        for (var instalment = 0; instalment < given; instalment++)
        {
            var rest = price - paid;
            var amount = instalment == instalments - 1 ? rest : rest * _random.Between(25, 60) / 100 / 100 * 100;
            if (!AddPayment(enrollment, amount, paidAt, PaymentStatus.Success, method)) return paid;
            paid += amount;
            if (instalment < given - 1) paidAt += _random.Between(7 * 24 * 60, 30 * 24 * 60) * 60L;
        }
        return paid;
    }

    private void Refund(int enrollment, long paid, long paidAt, EnrollmentStatus status, int method)
    {
        var refunds = _random.Chance(status == EnrollmentStatus.Cancelled ? 850_000 : 25_000);
        if (!refunds) return;
        var inFull = status == EnrollmentStatus.Cancelled && _random.Chance(750_000);
        var amount = inFull ? paid : Math.Max(100, paid * _random.Between(10, 60) / 100 / 100 * 100);
        AddPayment(enrollment, -amount, paidAt + (_random.Between(24 * 60, 20 * 24 * 60) * 60L), PaymentStatus.Refunded, method);
    }

    private bool AddPayment(int enrollment, long pence, long paidAt, PaymentStatus status, int method)
    {
        if (paidAt > timeline.AsOf) return false;
        _payments++;
        // A later delivery corrects one payment in twenty: a pound more with each delivery.
        if (status == PaymentStatus.Success && _payments % 20 == 0) pence += 100L * corrections;
        _intake.Payments.Add(new Payment(_payments, enrollment, pence, paidAt, status, method));
        return true;
    }

    private long Moment(int day) => ((long)day * CalendarText.SecondsPerDay) + _random.Below(CalendarText.SecondsPerDay);
}
