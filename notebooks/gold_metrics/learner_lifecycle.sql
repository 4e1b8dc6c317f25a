-- Databricks notebook source
-- gold.learner_lifecycle: one row per user.
-- Key: user_id; a table property, since open-source Delta has no primary keys.
-- Sources: silver.dim_user, silver.fct_enrollment, silver.fct_payment, silver.fct_attendance,
-- silver.fct_learner_cohort.
-- Kept: every user. A row changes when the user enrolls, pays or comes; none is ever mature.
create widget text silver_schema default 'silver';
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:gold_schema) comment 'Figures, defined in docs/metrics.md';

create table if not exists identifier(:gold_schema || '.learner_lifecycle') (
    user_id string not null comment 'Id of the person',
    signup_date date not null comment 'Day of the sign-up, UTC',
    first_enrolled_at timestamp comment 'First enrollment, UTC; null: none',
    first_paid_at timestamp comment 'First successful payment, UTC; null: none',
    first_attended_at timestamp comment 'Time of the first session attended, UTC; null: none',
    last_attended_at timestamp comment 'Time of the last session attended, UTC; null: none',
    stage string not null comment 'attending, completed, dropped_off, paid, enrolled, signed_up: the first that fits'
)
using delta
comment 'One row per user'
tblproperties ('primary_key' = 'user_id');

-- COMMAND ----------

-- DBTITLE 1,How far each user has come
insert overwrite identifier(:gold_schema || '.learner_lifecycle') by name
with enrollments as (
    select user_id, min(enrolled_at) as first_enrolled_at
    from identifier(:silver_schema || '.fct_enrollment')
    group by user_id
),

payments as (
    select user_id, min(paid_at) as first_paid_at
    from identifier(:silver_schema || '.fct_payment')
    where payment_status = 'success'
    group by user_id
),

attendance as (
    select user_id, min(session_at) as first_attended_at, max(session_at) as last_attended_at
    from identifier(:silver_schema || '.fct_attendance')
    where is_attended
    group by user_id
),

cohorts as (
    select
        user_id,
        bool_or(is_attending) as is_attending,
        bool_or(is_completed) as is_completed,
        bool_or(is_dropped_off) as is_dropped_off
    from identifier(:silver_schema || '.fct_learner_cohort')
    group by user_id
)

select
    dim_user.user_id,
    cast(dim_user.signup_at as date) as signup_date,
    enrollments.first_enrolled_at,
    payments.first_paid_at,
    attendance.first_attended_at,
    attendance.last_attended_at,
    case
        when cohorts.is_attending then 'attending'
        when cohorts.is_completed then 'completed'
        when
            cohorts.is_dropped_off
            and (payments.first_paid_at is not null or attendance.first_attended_at is not null)
            then 'dropped_off'
        when payments.first_paid_at is not null then 'paid'
        when enrollments.first_enrolled_at is not null then 'enrolled'
        else 'signed_up'
    end as stage
from identifier(:silver_schema || '.dim_user') as dim_user
left join enrollments on dim_user.user_id = enrollments.user_id
left join payments on dim_user.user_id = payments.user_id
left join attendance on dim_user.user_id = attendance.user_id
left join cohorts on dim_user.user_id = cohorts.user_id;
