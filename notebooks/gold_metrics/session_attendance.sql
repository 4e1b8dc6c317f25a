-- Databricks notebook source
-- gold.session_attendance: one row per session.
-- Key: session_id; a table property, since open-source Delta has no primary keys.
-- Sources: silver.dim_session, silver.fct_attendance.
-- Kept: every session, also one without a mark. A row can change as long as marks come in.
create widget text silver_schema default 'silver';
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:gold_schema) comment 'Figures, defined in docs/metrics.md';

create table if not exists identifier(:gold_schema || '.session_attendance') (
    session_id string not null comment 'Id of the session',
    cohort_id string not null comment 'Its cohort',
    session_number int not null comment 'Its place in the cohort',
    session_date date not null comment 'Its day, UTC',
    marked_count bigint not null comment 'Marks',
    attended_count bigint not null comment 'Those with attendance',
    attendance_rate decimal(18, 6) comment 'attended_count / marked_count; null without marks'
)
using delta
comment 'One row per session'
tblproperties ('primary_key' = 'session_id');

-- COMMAND ----------

-- DBTITLE 1,Marks and attendance of each session
insert overwrite identifier(:gold_schema || '.session_attendance') by name
with marks as (
    select
        session_id,
        count(*) as marked_count,
        count_if(is_attended) as attended_count
    from identifier(:silver_schema || '.fct_attendance')
    group by session_id
)

select
    dim_session.session_id,
    dim_session.cohort_id,
    dim_session.session_number,
    cast(dim_session.session_at as date) as session_date,
    coalesce(marks.marked_count, 0) as marked_count,
    coalesce(marks.attended_count, 0) as attended_count,
    cast(round(try_divide(marks.attended_count, marks.marked_count), 6) as decimal(18, 6)) as attendance_rate
from identifier(:silver_schema || '.dim_session') as dim_session
left join marks on dim_session.session_id = marks.session_id;
