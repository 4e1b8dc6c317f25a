-- Databricks notebook source
-- silver.fct_learner_cohort: one row per user and cohort the user enrolled in, with the flags of docs/metrics.md.
-- Key: user_id, cohort_id; a table property, since open-source Delta has no primary keys.
-- Refers to: dim_user by user_id, dim_cohort by cohort_id.
-- Sources: silver.fct_enrollment, silver.fct_payment, silver.fct_attendance, silver.dim_session.
-- Kept: every pair with an enrollment, whatever its status. Left out: who paid or came without enrolling.
-- Gold counts these flags and defines none of its own.
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.fct_learner_cohort') (
    user_id string not null comment 'Who enrolled, in dim_user',
    cohort_id string not null comment 'Cohort enrolled in, in dim_cohort',
    enrollment_status string comment 'Status of the latest enrollment',
    marked_count bigint not null comment 'Marks of the user in the cohort',
    attended_count bigint not null comment 'Those with attendance',
    net_amount_gbp decimal(18, 2) not null comment 'Paid by the user for the cohort, less refunds',
    is_active boolean not null comment 'The latest enrollment is active',
    is_cancelled boolean not null comment 'The latest enrollment is cancelled',
    is_deferred boolean not null comment 'The latest enrollment is deferred',
    is_paid boolean not null comment 'At least one successful payment, refunded later or not',
    is_refunded_in_full boolean not null comment 'Paid, and net zero or less',
    has_attended boolean not null comment 'Came at least once',
    is_dropped_off boolean not null comment 'Active, and none of the last half of the sessions held attended',
    is_completed boolean not null comment 'Active, not dropped off, every session of the cohort held',
    is_attending boolean not null comment 'Active, not dropped off, some sessions held and some to come',
    enrolled_at timestamp not null comment 'When the latest enrollment was made, UTC'
)
using delta
comment 'One row per user and cohort enrolled in'
tblproperties ('primary_key' = 'user_id, cohort_id');

-- COMMAND ----------

-- DBTITLE 1,Flags of each learner in each cohort
insert overwrite identifier(:silver_schema || '.fct_learner_cohort') by name
with enrollments as (
    select
        user_id,
        cohort_id,
        enrollment_status,
        enrolled_at,
        row_number() over (
            partition by user_id, cohort_id order by enrolled_at desc, enrollment_id desc
        ) as enrollment_rank
    from identifier(:silver_schema || '.fct_enrollment')
),

money as (
    select
        user_id,
        cohort_id,
        count_if(payment_status = 'success') as payment_count,
        sum(case when payment_status in ('success', 'refunded') then amount_gbp end) as net_amount_gbp
    from identifier(:silver_schema || '.fct_payment')
    group by user_id, cohort_id
),

attendance as (
    select
        user_id,
        cohort_id,
        count(*) as marked_count,
        count_if(is_attended) as attended_count,
        max(case when is_attended then session_number end) as last_attended_number
    from identifier(:silver_schema || '.fct_attendance')
    group by user_id, cohort_id
),

held_sessions as (
    select distinct session_id
    from identifier(:silver_schema || '.fct_attendance')
),

sessions as (
    select
        dim_session.cohort_id,
        count(*) as session_count,
        count(held_sessions.session_id) as held_count
    from identifier(:silver_schema || '.dim_session') as dim_session
    left join held_sessions on dim_session.session_id = held_sessions.session_id
    group by dim_session.cohort_id
),

facts as (
    select
        enrollments.user_id,
        enrollments.cohort_id,
        enrollments.enrollment_status,
        coalesce(attendance.marked_count, 0) as marked_count,
        coalesce(attendance.attended_count, 0) as attended_count,
        cast(coalesce(money.net_amount_gbp, 0) as decimal(18, 2)) as net_amount_gbp,
        coalesce(enrollments.enrollment_status, '') = 'active' as is_active,
        coalesce(money.payment_count, 0) > 0 as is_paid,
        coalesce(sessions.held_count, 0) > 0 as has_begun,
        coalesce(sessions.held_count = sessions.session_count, false) as is_over,
        coalesce(attendance.last_attended_number > sessions.held_count div 2, false) as has_come_lately,
        enrollments.enrolled_at
    from enrollments
    left join money
        on enrollments.user_id = money.user_id and enrollments.cohort_id = money.cohort_id
    left join attendance
        on enrollments.user_id = attendance.user_id and enrollments.cohort_id = attendance.cohort_id
    left join sessions on enrollments.cohort_id = sessions.cohort_id
    where enrollments.enrollment_rank = 1
)

select
    user_id,
    cohort_id,
    enrollment_status,
    marked_count,
    attended_count,
    net_amount_gbp,
    is_active,
    coalesce(enrollment_status, '') = 'cancelled' as is_cancelled,
    coalesce(enrollment_status, '') = 'deferred' as is_deferred,
    is_paid,
    is_paid and net_amount_gbp <= 0 as is_refunded_in_full,
    attended_count > 0 as has_attended,
    is_active and has_begun and not has_come_lately as is_dropped_off,
    is_active and has_come_lately and is_over as is_completed,
    is_active and has_come_lately and not is_over as is_attending,
    enrolled_at
from facts;
