-- The definitions of docs/metrics.md, written by hand and apart from the generator.
create table held as
select cohort_id, count(distinct session_id) as held_count from fct_attendance group by cohort_id;

create table enrolled as
with paid as (
    select user_id, cohort_id, bool_or(payment_status = 'success') as is_paid,
        sum(amount_gbp) filter (payment_status in ('success', 'refunded')) as net_amount_gbp
    from fct_payment group by user_id, cohort_id),
came as (
    select user_id, cohort_id, bool_or(is_attended) as has_attended, bool_or(is_attended and session_number > held_count // 2) as came_lately
    from fct_attendance join held using (cohort_id) group by user_id, cohort_id),
planned as (select cohort_id, count(*) as session_count from dim_session group by cohort_id)
select e.user_id, e.cohort_id, e.enrolled_at, e.enrollment_status, coalesce(is_paid, false) as is_paid,
    coalesce(is_paid, false) and net_amount_gbp <= 0 as is_refunded_in_full, coalesce(has_attended, false) as has_attended,
    enrollment_status = 'active' and coalesce(held_count, 0) > 0 and not coalesce(came_lately, false) as is_dropped_off,
    enrollment_status = 'active' and coalesce(came_lately, false) and held_count = session_count as is_completed,
    enrollment_status = 'active' and coalesce(came_lately, false) and held_count < session_count as is_attending
from fct_enrollment as e
left join paid on paid.user_id = e.user_id and paid.cohort_id = e.cohort_id
left join came on came.user_id = e.user_id and came.cohort_id = e.cohort_id
left join held on held.cohort_id = e.cohort_id
left join planned on planned.cohort_id = e.cohort_id;

create table learner_lifecycle as
with e as (select user_id, min(enrolled_at) as first_enrolled_at, bool_or(is_dropped_off) as dropped_off, bool_or(is_completed) as completed, bool_or(is_attending) as attending from enrolled group by user_id),
p as (select user_id, min(paid_at) as first_paid_at from fct_payment where payment_status = 'success' group by user_id),
a as (select user_id, min(session_at) as first_attended_at, max(session_at) as last_attended_at from fct_attendance where is_attended group by user_id)
select user_id, signup_at::date as signup_date, first_enrolled_at, first_paid_at, first_attended_at, last_attended_at,
    case when attending then 'attending' when completed then 'completed'
        when dropped_off and (first_paid_at is not null or first_attended_at is not null) then 'dropped_off'
        when first_paid_at is not null then 'paid' when first_enrolled_at is not null then 'enrolled' else 'signed_up' end as stage
from dim_user left join e using (user_id) left join p using (user_id) left join a using (user_id);

create table signup_funnel_daily as
select signup_date, signup_source, country, count(*) as signup_count, count(first_enrolled_at) as enrolled_count, count(first_paid_at) as paid_count, count(first_attended_at) as attended_count
from learner_lifecycle join dim_user using (user_id) group by all;

create table signup_conversion_by_month as
with as_of as (select max(moment) as moment from (select max(signup_at) as moment from dim_user union all select max(enrolled_at) from fct_enrollment union all select max(paid_at) from fct_payment)),
learners as (select date_trunc('month', signup_date)::date as signup_month, case when first_paid_at is not null then greatest(datediff('month', signup_date, first_paid_at::date), 0) end as converted_after from learner_lifecycle),
grid as (select signup_month, unnest(range(0, datediff('month', signup_month, (select moment from as_of)::date) + 1)) as months_since_signup from (select distinct signup_month from learners))
select g.signup_month, g.months_since_signup, count(*) as signup_count, count(*) filter (converted_after = months_since_signup) as paid_count,
    round(count(*) filter (converted_after <= months_since_signup) / count(*), 6)::decimal(18, 6) as cumulative_paid_rate,
    g.signup_month + to_months(g.months_since_signup::int + 1) <= (select moment from as_of) as is_mature
from grid as g join learners as l on l.signup_month = g.signup_month group by g.signup_month, g.months_since_signup;

create table cohort_performance as
with people as (
    select cohort_id, count(*) as enrolled_count, count(*) filter (enrollment_status = 'active') as active_count, count(*) filter (enrollment_status = 'cancelled') as cancelled_count,
        count(*) filter (enrollment_status = 'deferred') as deferred_count, count(*) filter (is_paid) as paid_count, count(*) filter (is_refunded_in_full) as refunded_in_full_count,
        count(*) filter (has_attended) as attended_count, count(*) filter (is_dropped_off) as dropped_off_count
    from enrolled group by cohort_id),
marks as (select cohort_id, count(*) as marks, count(*) filter (is_attended) as attended_marks from fct_attendance group by cohort_id),
money as (
    select cohort_id, sum(amount_gbp) filter (payment_status = 'success') as gross, sum(amount_gbp) filter (payment_status = 'refunded') as refunds from fct_payment group by cohort_id)
select cohort_id, course_id, capacity, coalesce(enrolled_count, 0) as enrolled_count, coalesce(active_count, 0) as active_count, coalesce(cancelled_count, 0) as cancelled_count,
    coalesce(deferred_count, 0) as deferred_count, coalesce(paid_count, 0) as paid_count, coalesce(refunded_in_full_count, 0) as refunded_in_full_count,
    coalesce(attended_count, 0) as attended_count, coalesce(dropped_off_count, 0) as dropped_off_count,
    round(coalesce(enrolled_count, 0) / capacity, 6)::decimal(18, 6) as fill_rate, round(paid_count / enrolled_count, 6)::decimal(18, 6) as paid_rate,
    round(attended_marks / marks, 6)::decimal(18, 6) as attendance_rate,
    coalesce(gross, 0)::decimal(18, 2) as gross_amount_gbp, coalesce(refunds, 0)::decimal(18, 2) as refund_amount_gbp, (coalesce(gross, 0) + coalesce(refunds, 0))::decimal(18, 2) as net_amount_gbp
from dim_cohort left join people using (cohort_id) left join marks using (cohort_id) left join money using (cohort_id);

create table session_attendance as
select s.session_id, s.cohort_id, s.session_number, s.session_at::date as session_date, count(a.user_id) as marked_count, count(*) filter (a.is_attended) as attended_count,
    round(count(*) filter (a.is_attended) / nullif(count(a.user_id), 0), 6)::decimal(18, 6) as attendance_rate
from dim_session as s left join fct_attendance as a using (session_id) group by all;

create table revenue_daily as
select paid_at::date as payment_date, course_id, payment_method, count(*) filter (payment_status = 'success') as payment_count, count(*) filter (payment_status = 'refunded') as refund_count,
    count(*) filter (payment_status = 'failed') as failed_count, coalesce(sum(amount_gbp) filter (payment_status = 'success'), 0)::decimal(18, 2) as gross_amount_gbp,
    coalesce(sum(amount_gbp) filter (payment_status = 'refunded'), 0)::decimal(18, 2) as refund_amount_gbp,
    coalesce(sum(amount_gbp) filter (payment_status in ('success', 'refunded')), 0)::decimal(18, 2) as net_amount_gbp
from fct_payment join dim_cohort using (cohort_id) group by all;

create table revenue_monthly as
with months as (
    select date_trunc('month', payment_date)::date as revenue_month, course_id, sum(payment_count) as payment_count, sum(refund_count) as refund_count, sum(failed_count) as failed_count,
        sum(gross_amount_gbp) as gross_amount_gbp, sum(refund_amount_gbp) as refund_amount_gbp, sum(net_amount_gbp) as net_amount_gbp
    from revenue_daily group by all)
select *, sum(net_amount_gbp) over w as cumulative_net_amount_gbp,
    round((net_amount_gbp - lag(net_amount_gbp) over w)::double / nullif(lag(net_amount_gbp) over w, 0), 6)::decimal(18, 6) as month_over_month_rate
from months window w as (partition by course_id order by revenue_month);

create table course_performance as
with cohorts as (select course_id, count(*) as cohort_count from dim_cohort group by course_id),
people as (select course_id, count(distinct user_id) as enrolled_count, count(distinct user_id) filter (is_paid) as paid_count from enrolled join dim_cohort using (cohort_id) group by course_id),
marks as (select course_id, count(*) as marks, count(*) filter (is_attended) as attended_marks from fct_attendance join dim_cohort using (cohort_id) group by course_id),
money as (select course_id, sum(net_amount_gbp) as net from cohort_performance group by course_id)
select course_id, course_name, level, coalesce(cohort_count, 0) as cohort_count, coalesce(enrolled_count, 0) as enrolled_count, coalesce(paid_count, 0) as paid_count,
    round(attended_marks / marks, 6)::decimal(18, 6) as attendance_rate, coalesce(net, 0)::decimal(18, 2) as net_amount_gbp
from dim_course left join cohorts using (course_id) left join people using (course_id) left join marks using (course_id) left join money using (course_id);
