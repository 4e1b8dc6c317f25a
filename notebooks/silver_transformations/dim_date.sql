-- Databricks notebook source
-- silver.dim_date: one row per day.
-- Key: calendar_date; a table property, since open-source Delta has no primary keys.
-- Sources: silver.dim_user, silver.dim_cohort, silver.dim_session, silver.fct_enrollment, silver.fct_payment,
-- silver.fct_attendance, for the first and the last day that anything happened.
-- Kept: every day of the calendar years from the first to the last.
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.dim_date') (
    calendar_date date not null comment 'The day',
    calendar_year int not null comment 'Year',
    calendar_quarter int not null comment 'Quarter of the year, 1 to 4',
    calendar_month int not null comment 'Month of the year, 1 to 12',
    day_of_month int not null comment 'Day of the month, from 1',
    day_of_week int not null comment 'Day of the week, Monday is 1',
    iso_week int not null comment 'ISO 8601 week number',
    is_weekend boolean not null comment 'Saturday or Sunday',
    month_start_date date not null comment 'First day of the month'
)
using delta
comment 'One row per day of the calendar years the other silver tables touch'
tblproperties ('primary_key' = 'calendar_date');

-- COMMAND ----------

-- DBTITLE 1,Every day of the years touched
insert overwrite identifier(:silver_schema || '.dim_date') by name
with spans as (
    select cast(min(signup_at) as date) as first_date, cast(max(signup_at) as date) as last_date
    from identifier(:silver_schema || '.dim_user')
    union all
    select
        least(min(start_date), min(end_date)) as first_date,
        greatest(max(start_date), max(end_date)) as last_date
    from identifier(:silver_schema || '.dim_cohort')
    union all
    select cast(min(session_at) as date) as first_date, cast(max(session_at) as date) as last_date
    from identifier(:silver_schema || '.dim_session')
    union all
    select cast(min(enrolled_at) as date) as first_date, cast(max(enrolled_at) as date) as last_date
    from identifier(:silver_schema || '.fct_enrollment')
    union all
    select cast(min(paid_at) as date) as first_date, cast(max(paid_at) as date) as last_date
    from identifier(:silver_schema || '.fct_payment')
    union all
    select cast(min(marked_at) as date) as first_date, cast(max(marked_at) as date) as last_date
    from identifier(:silver_schema || '.fct_attendance')
),

years as (
    select year(min(first_date)) as first_year, year(max(last_date)) as last_year
    from spans
),

days as (
    select
        explode(
            sequence(make_date(first_year, 1, 1), make_date(last_year, 12, 31), interval 1 day)
        ) as calendar_date
    from years
)

select
    calendar_date,
    year(calendar_date) as calendar_year,
    quarter(calendar_date) as calendar_quarter,
    month(calendar_date) as calendar_month,
    day(calendar_date) as day_of_month,
    weekday(calendar_date) + 1 as day_of_week,
    weekofyear(calendar_date) as iso_week,
    weekday(calendar_date) >= 5 as is_weekend,
    cast(trunc(calendar_date, 'month') as date) as month_start_date
from days;
