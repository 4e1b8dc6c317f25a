-- Databricks notebook source
-- gold.signup_conversion_by_month: one row per sign-up month and number of months since.
-- Key: signup_month, months_since_signup; a table property, since open-source Delta has no primary keys.
-- Sources: gold.learner_lifecycle, silver.dim_user, silver.fct_enrollment, silver.fct_payment.
-- Kept: months 0 up to the as-of month, that of the latest sign-up, enrollment or payment. A row is mature
-- before it.
create widget text silver_schema default 'silver';
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:gold_schema) comment 'Figures, defined in docs/metrics.md';

create table if not exists identifier(:gold_schema || '.signup_conversion_by_month') (
    signup_month date not null comment 'First day of the month of the sign-up',
    months_since_signup int not null comment 'Calendar months after it, from 0',
    signup_count bigint not null comment 'Users who signed up in the month',
    paid_count bigint not null comment 'Those whose first successful payment came in that month after',
    cumulative_paid_rate decimal(18, 6) comment 'Those who had paid by then / signup_count',
    is_mature boolean not null comment 'Whether that month is over, so that the row can no longer change'
)
using delta
comment 'One row per sign-up month and number of months since'
tblproperties ('primary_key' = 'signup_month, months_since_signup');

-- COMMAND ----------

-- DBTITLE 1,How many of a month have paid after how many months
insert overwrite identifier(:gold_schema || '.signup_conversion_by_month') by name
with as_of as (
    select cast(trunc(max(latest_at), 'month') as date) as as_of_month
    from (
        select max(signup_at) as latest_at from identifier(:silver_schema || '.dim_user')
        union all
        select max(enrolled_at) as latest_at from identifier(:silver_schema || '.fct_enrollment')
        union all
        select max(paid_at) as latest_at from identifier(:silver_schema || '.fct_payment')
    ) as latest
),

learners as (
    select
        cast(trunc(signup_date, 'month') as date) as signup_month,
        greatest(
            (year(first_paid_at) - year(signup_date)) * 12 + month(first_paid_at) - month(signup_date),
            case when first_paid_at is not null then 0 end
        ) as months_to_payment
    from identifier(:gold_schema || '.learner_lifecycle')
),

signups as (
    select signup_month, count(*) as signup_count
    from learners
    group by signup_month
),

payers as (
    select signup_month, months_to_payment, count(*) as paid_count
    from learners
    where months_to_payment is not null
    group by signup_month, months_to_payment
),

months as (
    select
        signups.signup_month,
        signups.signup_count,
        as_of.as_of_month,
        explode(
            sequence(
                0,
                (year(as_of.as_of_month) - year(signups.signup_month)) * 12
                    + month(as_of.as_of_month) - month(signups.signup_month)
            )
        ) as months_since_signup
    from signups
    cross join as_of
),

counts as (
    select
        months.signup_month,
        months.months_since_signup,
        months.signup_count,
        coalesce(payers.paid_count, 0) as paid_count,
        sum(coalesce(payers.paid_count, 0)) over (
            partition by months.signup_month
            order by months.months_since_signup
            rows between unbounded preceding and current row
        ) as cumulative_paid_count,
        add_months(months.signup_month, months.months_since_signup) < months.as_of_month as is_mature
    from months
    left join payers
        on months.signup_month = payers.signup_month
        and months.months_since_signup = payers.months_to_payment
)

select
    signup_month,
    months_since_signup,
    signup_count,
    paid_count,
    cast(round(try_divide(cumulative_paid_count, signup_count), 6) as decimal(18, 6)) as cumulative_paid_rate,
    is_mature
from counts;
