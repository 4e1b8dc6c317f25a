-- Databricks notebook source
-- gold.revenue_daily: one row per payment date, course and payment method.
-- Key: payment_date, course_id, payment_method, where null is a value of its own; a table property, as open-
-- source Delta has no primary keys.
-- Sources: silver.fct_payment, silver.dim_cohort.
-- Kept: every payment, failed ones too; a refund under its own date and method. A late payment changes its day.
create widget text silver_schema default 'silver';
create widget text gold_schema default 'gold';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:gold_schema) comment 'Figures, defined in docs/metrics.md';

create table if not exists identifier(:gold_schema || '.revenue_daily') (
    payment_date date not null comment 'Day of the payment or refund, UTC',
    course_id string not null comment 'Course of the cohort paid for',
    payment_method string comment 'Means of payment; null: not known',
    payment_count bigint not null comment 'Successful payments',
    refund_count bigint not null comment 'Refunds',
    failed_count bigint not null comment 'Failed payments',
    gross_amount_gbp decimal(18, 2) not null comment 'Successful payments',
    refund_amount_gbp decimal(18, 2) not null comment 'Refunds, negative',
    net_amount_gbp decimal(18, 2) not null comment 'Gross plus refunds'
)
using delta
comment 'One row per payment date, course and payment method'
tblproperties ('primary_key' = 'payment_date, course_id, payment_method');

-- COMMAND ----------

-- DBTITLE 1,Money by day, course and method
insert overwrite identifier(:gold_schema || '.revenue_daily') by name
with sums as (
    select
        cast(fct_payment.paid_at as date) as payment_date,
        dim_cohort.course_id,
        fct_payment.payment_method,
        count_if(fct_payment.payment_status = 'success') as payment_count,
        count_if(fct_payment.payment_status = 'refunded') as refund_count,
        count_if(fct_payment.payment_status = 'failed') as failed_count,
        coalesce(
            sum(case when fct_payment.payment_status = 'success' then fct_payment.amount_gbp end), 0
        ) as gross_amount_gbp,
        coalesce(
            sum(case when fct_payment.payment_status = 'refunded' then fct_payment.amount_gbp end), 0
        ) as refund_amount_gbp
    from identifier(:silver_schema || '.fct_payment') as fct_payment
    inner join identifier(:silver_schema || '.dim_cohort') as dim_cohort
        on fct_payment.cohort_id = dim_cohort.cohort_id
    group by cast(fct_payment.paid_at as date), dim_cohort.course_id, fct_payment.payment_method
)

select
    payment_date,
    course_id,
    payment_method,
    payment_count,
    refund_count,
    failed_count,
    cast(gross_amount_gbp as decimal(18, 2)) as gross_amount_gbp,
    cast(refund_amount_gbp as decimal(18, 2)) as refund_amount_gbp,
    cast(gross_amount_gbp + refund_amount_gbp as decimal(18, 2)) as net_amount_gbp
from sums;
