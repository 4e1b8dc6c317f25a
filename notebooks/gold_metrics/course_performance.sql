-- Databricks notebook source
-- gold.course_performance: one row per course.
-- Key: course_id; a table property, since open-source Delta has no primary keys.
-- Sources: silver.dim_course, silver.dim_cohort, silver.fct_learner_cohort, gold.session_attendance,
-- gold.cohort_performance.
-- Kept: every course, also one without a cohort. A learner in two cohorts of a course counts once.
create widget text silver_schema default 'silver';
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:gold_schema) comment 'Figures, defined in docs/metrics.md';

create table if not exists identifier(:gold_schema || '.course_performance') (
    course_id string not null comment 'Id of the course',
    course_name string comment 'Its name',
    level string comment 'Its level',
    cohort_count bigint not null comment 'Its cohorts',
    enrolled_count bigint not null comment 'Learners enrolled in any of them',
    paid_count bigint not null comment 'Those with a successful payment for a cohort they enrolled in',
    attendance_rate decimal(18, 6) comment 'Attended marks / all marks',
    net_amount_gbp decimal(18, 2) not null comment 'Gross plus refunds'
)
using delta
comment 'One row per course'
tblproperties ('primary_key' = 'course_id');

-- COMMAND ----------

-- DBTITLE 1,Cohorts, people, attendance and money of each course
insert overwrite identifier(:gold_schema || '.course_performance') by name
with cohorts as (
    select
        course_id,
        count(*) as cohort_count,
        sum(net_amount_gbp) as net_amount_gbp
    from identifier(:gold_schema || '.cohort_performance')
    group by course_id
),

learners as (
    select
        dim_cohort.course_id,
        fct_learner_cohort.user_id,
        bool_or(fct_learner_cohort.is_paid) as is_paid
    from identifier(:silver_schema || '.fct_learner_cohort') as fct_learner_cohort
    inner join identifier(:silver_schema || '.dim_cohort') as dim_cohort
        on fct_learner_cohort.cohort_id = dim_cohort.cohort_id
    group by dim_cohort.course_id, fct_learner_cohort.user_id
),

people as (
    select
        course_id,
        count(*) as enrolled_count,
        count_if(is_paid) as paid_count
    from learners
    group by course_id
),

marks as (
    select
        dim_cohort.course_id,
        sum(session_attendance.marked_count) as marked_count,
        sum(session_attendance.attended_count) as attended_count
    from identifier(:gold_schema || '.session_attendance') as session_attendance
    inner join identifier(:silver_schema || '.dim_cohort') as dim_cohort
        on session_attendance.cohort_id = dim_cohort.cohort_id
    group by dim_cohort.course_id
)

select
    dim_course.course_id,
    dim_course.course_name,
    dim_course.level,
    coalesce(cohorts.cohort_count, 0) as cohort_count,
    coalesce(people.enrolled_count, 0) as enrolled_count,
    coalesce(people.paid_count, 0) as paid_count,
    cast(round(try_divide(marks.attended_count, marks.marked_count), 6) as decimal(18, 6)) as attendance_rate,
    cast(coalesce(cohorts.net_amount_gbp, 0) as decimal(18, 2)) as net_amount_gbp
from identifier(:silver_schema || '.dim_course') as dim_course
left join cohorts on dim_course.course_id = cohorts.course_id
left join people on dim_course.course_id = people.course_id
left join marks on dim_course.course_id = marks.course_id;
