-- Databricks notebook source
-- The figures people ask for first, one row each. Makes no table: the answer is the task's output.
-- Sources: gold.signup_funnel_daily, gold.revenue_monthly, gold.cohort_performance, gold.session_attendance.
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,Headline figures
with people as (
    select
        sum(signup_count) as signup_count,
        sum(enrolled_count) as enrolled_count,
        sum(paid_count) as paid_count,
        sum(attended_count) as attended_count
    from identifier(:gold_schema || '.signup_funnel_daily')
),

money as (
    select
        sum(gross_amount_gbp) as gross_amount_gbp,
        sum(refund_amount_gbp) as refund_amount_gbp,
        sum(net_amount_gbp) as net_amount_gbp
    from identifier(:gold_schema || '.revenue_monthly')
),

seats as (
    select
        sum(enrolled_count) as enrolled_count,
        sum(paid_count) as paid_count
    from identifier(:gold_schema || '.cohort_performance')
),

marks as (
    select
        sum(attended_count) as attended_count,
        sum(marked_count) as marked_count
    from identifier(:gold_schema || '.session_attendance')
)

select figure, value
from (
    select 1 as place, 'signed up' as figure, cast(coalesce(signup_count, 0) as string) as value from people
    union all
    select 2 as place, 'enrolled' as figure, cast(coalesce(enrolled_count, 0) as string) as value from people
    union all
    select 3 as place, 'paid' as figure, cast(coalesce(paid_count, 0) as string) as value from people
    union all
    select 4 as place, 'attended' as figure, cast(coalesce(attended_count, 0) as string) as value from people
    union all
    select
        5 as place,
        'paid per enrolled, cohort by cohort' as figure,
        concat(paid_count, ' / ', enrolled_count) as value
    from seats
    union all
    select
        6 as place,
        'attendance rate' as figure,
        cast(cast(round(try_divide(attended_count, marked_count), 4) as decimal(6, 4)) as string) as value
    from marks
    union all
    select 7 as place, 'gross, GBP' as figure, cast(coalesce(gross_amount_gbp, 0) as string) as value from money
    union all
    select 8 as place, 'refunds, GBP' as figure, cast(coalesce(refund_amount_gbp, 0) as string) as value from money
    union all
    select 9 as place, 'net, GBP' as figure, cast(coalesce(net_amount_gbp, 0) as string) as value from money
) as figures
order by place;
