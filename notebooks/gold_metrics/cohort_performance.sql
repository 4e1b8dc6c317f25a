-- Databricks notebook source
-- gold.cohort_performance: one row per cohort.
-- Key: cohort_id; a table property, since open-source Delta has no primary keys.
-- Sources: silver.dim_cohort, silver.fct_learner_cohort, silver.fct_payment, gold.session_attendance.
-- Kept: every cohort, also an empty one. Counts are of people enrolled; money is all that was paid for the
-- cohort.
create widget text silver_schema default 'silver';
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:gold_schema) comment 'Figures, defined in docs/metrics.md';

create table if not exists identifier(:gold_schema || '.cohort_performance') (
    cohort_id string not null comment 'Id of the cohort',
    course_id string not null comment 'Course taught',
    capacity int comment 'Places',
    enrolled_count bigint not null comment 'Learners with an enrollment, whatever its status',
    active_count bigint not null comment 'Latest enrollment active',
    cancelled_count bigint not null comment 'Latest enrollment cancelled',
    deferred_count bigint not null comment 'Latest enrollment deferred',
    paid_count bigint not null comment 'Enrolled learners with a successful payment for the cohort',
    refunded_in_full_count bigint not null comment 'Those of them whose net is zero or less',
    attended_count bigint not null comment 'Enrolled learners who came at least once',
    dropped_off_count bigint not null comment 'Active learners who attended none of the last half of the sessions held',
    fill_rate decimal(18, 6) comment 'enrolled_count / capacity',
    paid_rate decimal(18, 6) comment 'paid_count / enrolled_count',
    attendance_rate decimal(18, 6) comment 'Attended marks / all marks',
    gross_amount_gbp decimal(18, 2) not null comment 'Successful payments',
    refund_amount_gbp decimal(18, 2) not null comment 'Refunds, negative',
    net_amount_gbp decimal(18, 2) not null comment 'Gross plus refunds'
)
using delta
comment 'One row per cohort'
tblproperties ('primary_key' = 'cohort_id');

-- COMMAND ----------

-- DBTITLE 1,People, attendance and money of each cohort
insert overwrite identifier(:gold_schema || '.cohort_performance') by name
with learners as (
    select
        cohort_id,
        count(*) as enrolled_count,
        count_if(is_active) as active_count,
        count_if(is_cancelled) as cancelled_count,
        count_if(is_deferred) as deferred_count,
        count_if(is_paid) as paid_count,
        count_if(is_refunded_in_full) as refunded_in_full_count,
        count_if(has_attended) as attended_count,
        count_if(is_dropped_off) as dropped_off_count
    from identifier(:silver_schema || '.fct_learner_cohort')
    group by cohort_id
),

marks as (
    select
        cohort_id,
        sum(marked_count) as marked_count,
        sum(attended_count) as attended_count
    from identifier(:gold_schema || '.session_attendance')
    group by cohort_id
),

money as (
    select
        cohort_id,
        sum(case when payment_status = 'success' then amount_gbp end) as gross_amount_gbp,
        sum(case when payment_status = 'refunded' then amount_gbp end) as refund_amount_gbp
    from identifier(:silver_schema || '.fct_payment')
    group by cohort_id
)

select
    dim_cohort.cohort_id,
    dim_cohort.course_id,
    dim_cohort.capacity,
    coalesce(learners.enrolled_count, 0) as enrolled_count,
    coalesce(learners.active_count, 0) as active_count,
    coalesce(learners.cancelled_count, 0) as cancelled_count,
    coalesce(learners.deferred_count, 0) as deferred_count,
    coalesce(learners.paid_count, 0) as paid_count,
    coalesce(learners.refunded_in_full_count, 0) as refunded_in_full_count,
    coalesce(learners.attended_count, 0) as attended_count,
    coalesce(learners.dropped_off_count, 0) as dropped_off_count,
    cast(
        round(try_divide(coalesce(learners.enrolled_count, 0), dim_cohort.capacity), 6) as decimal(18, 6)
    ) as fill_rate,
    cast(round(try_divide(learners.paid_count, learners.enrolled_count), 6) as decimal(18, 6)) as paid_rate,
    cast(round(try_divide(marks.attended_count, marks.marked_count), 6) as decimal(18, 6)) as attendance_rate,
    cast(coalesce(money.gross_amount_gbp, 0) as decimal(18, 2)) as gross_amount_gbp,
    cast(coalesce(money.refund_amount_gbp, 0) as decimal(18, 2)) as refund_amount_gbp,
    cast(
        coalesce(money.gross_amount_gbp, 0) + coalesce(money.refund_amount_gbp, 0) as decimal(18, 2)
    ) as net_amount_gbp
from identifier(:silver_schema || '.dim_cohort') as dim_cohort
left join learners on dim_cohort.cohort_id = learners.cohort_id
left join marks on dim_cohort.cohort_id = marks.cohort_id
left join money on dim_cohort.cohort_id = money.cohort_id;
