-- Databricks notebook source
-- gold.revenue_monthly: one row per month and course.
-- Key: revenue_month, course_id; a table property, since open-source Delta has no primary keys.
-- Sources: gold.revenue_daily.
-- Kept: months with any payment row of the course. A late payment changes its month and the cumulated sums
-- after it.
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:gold_schema) comment 'Figures, defined in docs/metrics.md';

create table if not exists identifier(:gold_schema || '.revenue_monthly') (
    revenue_month date not null comment 'First day of the month',
    course_id string not null comment 'Course',
    payment_count bigint not null comment 'Successful payments',
    refund_count bigint not null comment 'Refunds',
    failed_count bigint not null comment 'Failed payments',
    gross_amount_gbp decimal(18, 2) not null comment 'Successful payments',
    refund_amount_gbp decimal(18, 2) not null comment 'Refunds, negative',
    net_amount_gbp decimal(18, 2) not null comment 'Gross plus refunds',
    cumulative_net_amount_gbp decimal(18, 2) not null comment 'Net of the course up to and with the month',
    month_over_month_rate decimal(18, 6) comment '(net - previous net) / previous net, by the row before of the course'
)
using delta
comment 'One row per month and course'
tblproperties ('primary_key' = 'revenue_month, course_id');

-- COMMAND ----------

-- DBTITLE 1,Sums of the days, cumulated and compared
insert overwrite identifier(:gold_schema || '.revenue_monthly') by name
with months as (
    select
        cast(trunc(payment_date, 'month') as date) as revenue_month,
        course_id,
        sum(payment_count) as payment_count,
        sum(refund_count) as refund_count,
        sum(failed_count) as failed_count,
        cast(sum(gross_amount_gbp) as decimal(18, 2)) as gross_amount_gbp,
        cast(sum(refund_amount_gbp) as decimal(18, 2)) as refund_amount_gbp,
        cast(sum(net_amount_gbp) as decimal(18, 2)) as net_amount_gbp
    from identifier(:gold_schema || '.revenue_daily')
    group by cast(trunc(payment_date, 'month') as date), course_id
),

compared as (
    select
        revenue_month,
        course_id,
        payment_count,
        refund_count,
        failed_count,
        gross_amount_gbp,
        refund_amount_gbp,
        net_amount_gbp,
        sum(net_amount_gbp) over (
            partition by course_id
            order by revenue_month
            rows between unbounded preceding and current row
        ) as cumulative_net_amount_gbp,
        lag(net_amount_gbp) over (partition by course_id order by revenue_month) as previous_net_amount_gbp
    from months
)

select
    revenue_month,
    course_id,
    payment_count,
    refund_count,
    failed_count,
    gross_amount_gbp,
    refund_amount_gbp,
    net_amount_gbp,
    cast(cumulative_net_amount_gbp as decimal(18, 2)) as cumulative_net_amount_gbp,
    cast(
        round(
            try_divide(
                cast(net_amount_gbp - previous_net_amount_gbp as double), cast(previous_net_amount_gbp as double)
            ),
            6
        ) as decimal(18, 6)
    ) as month_over_month_rate
from compared;
