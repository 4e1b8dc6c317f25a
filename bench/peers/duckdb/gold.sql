-- The eight gold tables of docs/metrics.md from silver's Parquet files.
copy (
    with e as (select user_id, min(enrolled_at) as first_enrolled_at from 'silver/fct_enrollment.parquet' group by user_id),
    p as (
        select user_id, min(paid_at) as first_paid_at
        from 'silver/fct_payment.parquet' where payment_status = 'success' group by user_id
    ),
    a as (
        select user_id, min(session_at) as first_attended_at, max(session_at) as last_attended_at
        from 'silver/fct_attendance.parquet' where is_attended group by user_id
    ),
    c as (
        select user_id, bool_or(is_attending) as attending, bool_or(is_completed) as completed, bool_or(is_dropped_off) as dropped_off
        from 'silver/fct_learner_cohort.parquet' group by user_id
    )
    select
        user_id, signup_at::date as signup_date, first_enrolled_at, first_paid_at, first_attended_at, last_attended_at,
        case
            when attending then 'attending'
            when completed then 'completed'
            when dropped_off and (first_paid_at is not null or first_attended_at is not null) then 'dropped_off'
            when first_paid_at is not null then 'paid'
            when first_enrolled_at is not null then 'enrolled'
            else 'signed_up'
        end as stage
    from 'silver/dim_user.parquet' as dim_user
    left join e using (user_id) left join p using (user_id) left join a using (user_id) left join c using (user_id)
) to 'gold/learner_lifecycle.parquet';

copy (
    select
        signup_date, signup_source, country, count(*) as signup_count, count(first_enrolled_at) as enrolled_count,
        count(first_paid_at) as paid_count, count(first_attended_at) as attended_count,
        round(count(first_enrolled_at) / count(*), 6)::decimal(18, 6) as enrolled_rate,
        round(count(first_paid_at) / count(*), 6)::decimal(18, 6) as paid_rate,
        round(count(first_attended_at) / count(*), 6)::decimal(18, 6) as attended_rate
    from 'gold/learner_lifecycle.parquet' join 'silver/dim_user.parquet' using (user_id)
    group by signup_date, signup_source, country
) to 'gold/signup_funnel_daily.parquet';

copy (
    with as_of as (
        select date_trunc('month', max(moment))::date as as_of_month
        from (
            select max(signup_at) as moment from 'silver/dim_user.parquet'
            union all select max(enrolled_at) from 'silver/fct_enrollment.parquet'
            union all select max(paid_at) from 'silver/fct_payment.parquet'
        )
    ),
    learners as (
        select
            date_trunc('month', signup_date)::date as signup_month,
            case when first_paid_at is not null then greatest(datediff('month', signup_date, first_paid_at::date), 0) end as paid_after
        from 'gold/learner_lifecycle.parquet'
    ),
    signups as (select signup_month, count(*) as signup_count from learners group by signup_month),
    payers as (
        select signup_month, paid_after, count(*) as paid_count from learners where paid_after is not null group by signup_month, paid_after
    ),
    months as (
        select
            signup_month, signup_count, as_of_month,
            unnest(range(0, datediff('month', signup_month, as_of_month) + 1))::int as months_since_signup
        from signups, as_of
    )
    select
        months.signup_month, months_since_signup, signup_count, coalesce(paid_count, 0) as paid_count,
        round(sum(coalesce(paid_count, 0)) over (partition by months.signup_month order by months_since_signup) / signup_count, 6)
            ::decimal(18, 6) as cumulative_paid_rate,
        months.signup_month + to_months(months_since_signup) < as_of_month as is_mature
    from months left join payers on payers.signup_month = months.signup_month and payers.paid_after = months.months_since_signup
) to 'gold/signup_conversion_by_month.parquet';

copy (
    with marks as (
        select session_id, count(*) as marked_count, count(*) filter (is_attended) as attended_count
        from 'silver/fct_attendance.parquet' group by session_id
    )
    select
        session_id, cohort_id, session_number, session_at::date as session_date, coalesce(marked_count, 0) as marked_count,
        coalesce(attended_count, 0) as attended_count, round(attended_count / marked_count, 6)::decimal(18, 6) as attendance_rate
    from 'silver/dim_session.parquet' as dim_session left join marks using (session_id)
) to 'gold/session_attendance.parquet';

copy (
    with people as (
        select
            cohort_id, count(*) as enrolled_count, count(*) filter (is_active) as active_count,
            count(*) filter (is_cancelled) as cancelled_count, count(*) filter (is_deferred) as deferred_count,
            count(*) filter (is_paid) as paid_count, count(*) filter (is_refunded_in_full) as refunded_in_full_count,
            count(*) filter (has_attended) as attended_count, count(*) filter (is_dropped_off) as dropped_off_count
        from 'silver/fct_learner_cohort.parquet' group by cohort_id
    ),
    marks as (
        select cohort_id, sum(marked_count) as marks, sum(attended_count) as attended_marks
        from 'gold/session_attendance.parquet' group by cohort_id
    ),
    money as (
        select
            cohort_id, sum(amount_gbp) filter (payment_status = 'success') as gross,
            sum(amount_gbp) filter (payment_status = 'refunded') as refunds
        from 'silver/fct_payment.parquet' group by cohort_id
    )
    select
        cohort_id, course_id, capacity, coalesce(enrolled_count, 0) as enrolled_count, coalesce(active_count, 0) as active_count,
        coalesce(cancelled_count, 0) as cancelled_count, coalesce(deferred_count, 0) as deferred_count,
        coalesce(paid_count, 0) as paid_count, coalesce(refunded_in_full_count, 0) as refunded_in_full_count,
        coalesce(attended_count, 0) as attended_count, coalesce(dropped_off_count, 0) as dropped_off_count,
        round(coalesce(enrolled_count, 0) / nullif(capacity, 0), 6)::decimal(18, 6) as fill_rate,
        round(paid_count / enrolled_count, 6)::decimal(18, 6) as paid_rate,
        round(attended_marks / nullif(marks, 0), 6)::decimal(18, 6) as attendance_rate,
        coalesce(gross, 0)::decimal(18, 2) as gross_amount_gbp, coalesce(refunds, 0)::decimal(18, 2) as refund_amount_gbp,
        (coalesce(gross, 0) + coalesce(refunds, 0))::decimal(18, 2) as net_amount_gbp
    from 'silver/dim_cohort.parquet' as dim_cohort
    left join people using (cohort_id) left join marks using (cohort_id) left join money using (cohort_id)
) to 'gold/cohort_performance.parquet';

copy (
    with cohorts as (
        select course_id, count(*) as cohort_count, sum(net_amount_gbp) as net
        from 'gold/cohort_performance.parquet' group by course_id
    ),
    learners as (
        select course_id, user_id, bool_or(is_paid) as is_paid
        from 'silver/fct_learner_cohort.parquet' join 'silver/dim_cohort.parquet' using (cohort_id) group by course_id, user_id
    ),
    people as (
        select course_id, count(*) as enrolled_count, count(*) filter (is_paid) as paid_count from learners group by course_id
    ),
    marks as (
        select course_id, sum(marked_count) as marks, sum(attended_count) as attended_marks
        from 'gold/session_attendance.parquet' join 'silver/dim_cohort.parquet' using (cohort_id) group by course_id
    )
    select
        course_id, course_name, level, coalesce(cohort_count, 0) as cohort_count, coalesce(enrolled_count, 0) as enrolled_count,
        coalesce(paid_count, 0) as paid_count, round(attended_marks / nullif(marks, 0), 6)::decimal(18, 6) as attendance_rate,
        coalesce(net, 0)::decimal(18, 2) as net_amount_gbp
    from 'silver/dim_course.parquet' as dim_course
    left join cohorts using (course_id) left join people using (course_id) left join marks using (course_id)
) to 'gold/course_performance.parquet';

copy (
    select
        paid_at::date as payment_date, course_id, payment_method, count(*) filter (payment_status = 'success') as payment_count,
        count(*) filter (payment_status = 'refunded') as refund_count, count(*) filter (payment_status = 'failed') as failed_count,
        coalesce(sum(amount_gbp) filter (payment_status = 'success'), 0)::decimal(18, 2) as gross_amount_gbp,
        coalesce(sum(amount_gbp) filter (payment_status = 'refunded'), 0)::decimal(18, 2) as refund_amount_gbp,
        coalesce(sum(amount_gbp) filter (payment_status in ('success', 'refunded')), 0)::decimal(18, 2) as net_amount_gbp
    from 'silver/fct_payment.parquet' join 'silver/dim_cohort.parquet' using (cohort_id)
    group by paid_at::date, course_id, payment_method
) to 'gold/revenue_daily.parquet';

copy (
    with months as (
        select
            date_trunc('month', payment_date)::date as revenue_month, course_id, sum(payment_count)::bigint as payment_count,
            sum(refund_count)::bigint as refund_count, sum(failed_count)::bigint as failed_count,
            sum(gross_amount_gbp)::decimal(18, 2) as gross_amount_gbp, sum(refund_amount_gbp)::decimal(18, 2) as refund_amount_gbp,
            sum(net_amount_gbp)::decimal(18, 2) as net_amount_gbp
        from 'gold/revenue_daily.parquet' group by all
    )
    select
        *, (sum(net_amount_gbp) over by_month)::decimal(18, 2) as cumulative_net_amount_gbp,
        round((net_amount_gbp - lag(net_amount_gbp) over by_month)::double / nullif(lag(net_amount_gbp) over by_month, 0), 6)
            ::decimal(18, 6) as month_over_month_rate
    from months window by_month as (partition by course_id order by revenue_month)
) to 'gold/revenue_monthly.parquet';
