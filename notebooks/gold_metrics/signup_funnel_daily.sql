-- Databricks notebook source
-- gold.signup_funnel_daily: one row per sign-up date, source and country.
-- Key: signup_date, signup_source, country, where null is a value of its own; a table property, as open-source
-- Delta has no primary keys.
-- Sources: gold.learner_lifecycle, silver.dim_user.
-- Kept: every user. A user counts on the day of the sign-up, however late a step follows; no row is ever
-- mature.
create widget text silver_schema default 'silver';
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:gold_schema) comment 'Figures, defined in docs/metrics.md';

create table if not exists identifier(:gold_schema || '.signup_funnel_daily') (
    signup_date date not null comment 'Day of the sign-up, UTC',
    signup_source string comment 'Where the users came from; null: not known',
    country string comment 'Country; null: not known',
    signup_count bigint not null comment 'Users who signed up',
    enrolled_count bigint not null comment 'Those who ever enrolled',
    paid_count bigint not null comment 'Those who ever paid, refunded later or not',
    attended_count bigint not null comment 'Those who ever attended',
    enrolled_rate decimal(18, 6) comment 'enrolled_count / signup_count',
    paid_rate decimal(18, 6) comment 'paid_count / signup_count',
    attended_rate decimal(18, 6) comment 'attended_count / signup_count'
)
using delta
comment 'One row per sign-up date, source and country'
tblproperties ('primary_key' = 'signup_date, signup_source, country');

-- COMMAND ----------

-- DBTITLE 1,How many of those who signed up took each step
insert overwrite identifier(:gold_schema || '.signup_funnel_daily') by name
with counts as (
    select
        learner_lifecycle.signup_date,
        dim_user.signup_source,
        dim_user.country,
        count(*) as signup_count,
        count(learner_lifecycle.first_enrolled_at) as enrolled_count,
        count(learner_lifecycle.first_paid_at) as paid_count,
        count(learner_lifecycle.first_attended_at) as attended_count
    from identifier(:gold_schema || '.learner_lifecycle') as learner_lifecycle
    inner join identifier(:silver_schema || '.dim_user') as dim_user
        on learner_lifecycle.user_id = dim_user.user_id
    group by learner_lifecycle.signup_date, dim_user.signup_source, dim_user.country
)

select
    signup_date,
    signup_source,
    country,
    signup_count,
    enrolled_count,
    paid_count,
    attended_count,
    cast(round(try_divide(enrolled_count, signup_count), 6) as decimal(18, 6)) as enrolled_rate,
    cast(round(try_divide(paid_count, signup_count), 6) as decimal(18, 6)) as paid_rate,
    cast(round(try_divide(attended_count, signup_count), 6) as decimal(18, 6)) as attended_rate
from counts;
