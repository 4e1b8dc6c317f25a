-- Databricks notebook source
-- silver.fct_payment: one row per payment, instalment or refund.
-- Key: payment_id; a table property, since open-source Delta has no primary keys.
-- Refers to: dim_user by user_id, dim_cohort by cohort_id.
-- Sources: bronze.payments, silver.dim_user, silver.dim_cohort.
-- Kept: of the good rows of a key the latest, by the order of docs/metrics.md.
-- Each instalment and each refund is a row; refunds are negative; failed payments stay.
-- Left out: rejected rows and orphans, which go to fct_payment_quarantine with the reason, and duplicates.
create widget text bronze_schema default 'bronze';
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The tables
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.fct_payment') (
    payment_id string not null comment 'Id of the payment',
    user_id string not null comment 'Who paid, in dim_user',
    cohort_id string not null comment 'Cohort paid for, in dim_cohort',
    payment_status string comment 'success, refunded, failed or what else the file says',
    payment_method string comment 'Means of payment, in small letters',
    currency string comment 'Currency, in capitals',
    amount_gbp decimal(18, 2) not null comment 'Amount in pounds, refunds negative',
    paid_at timestamp not null comment 'When, UTC'
)
using delta
comment 'One row per payment, instalment or refund, the latest good one'
tblproperties ('primary_key' = 'payment_id');

create table if not exists identifier(:silver_schema || '.fct_payment_quarantine') (
    reason string not null comment 'malformed, missing_key, bad_cast, orphan: the first that fits',
    payment_id string comment 'As it came',
    user_id string comment 'As it came',
    cohort_id string comment 'As it came',
    amount_gbp string comment 'As it came',
    payment_ts string comment 'As it came',
    payment_status string comment 'As it came',
    payment_method string comment 'As it came',
    currency string comment 'As it came',
    _corrupt_record string comment 'The line, when it is broken',
    _source_file string comment 'File it came from',
    _source_modified_at timestamp comment 'Modification time of that file'
)
using delta
comment 'One row per rejected row of bronze.payments, with the reason and the values as they came';

-- COMMAND ----------

-- DBTITLE 1,Rows normalised and cast, with the reason to reject them
create or replace temporary view stg_payments as
with payments as (
    select * from identifier(:bronze_schema || '.payments')
),

cleaned as (
    select
        nullif(upper(trim(payment_id)), '') as payment_id,
        nullif(upper(trim(user_id)), '') as user_id,
        nullif(upper(trim(cohort_id)), '') as cohort_id,
        nullif(lower(trim(payment_status)), '') as payment_status,
        nullif(lower(trim(payment_method)), '') as payment_method,
        nullif(upper(trim(currency)), '') as currency,
        try_cast(trim(amount_gbp) as decimal(18, 2)) as amount_gbp,
        case
            when trim(payment_ts) like '____-__-__%:%' then try_cast(trim(payment_ts) as timestamp)
        end as paid_at,
        payment_id as raw_payment_id,
        user_id as raw_user_id,
        cohort_id as raw_cohort_id,
        amount_gbp as raw_amount_gbp,
        payment_ts as raw_payment_ts,
        payment_status as raw_payment_status,
        payment_method as raw_payment_method,
        currency as raw_currency,
        _corrupt_record,
        _source_file,
        _source_modified_at
    from payments
)

select
    *,
    case
        when _corrupt_record is not null then 'malformed'
        when payment_id is null then 'missing_key'
        when amount_gbp is null or paid_at is null then 'bad_cast'
    end as reason
from cleaned;

-- COMMAND ----------

-- DBTITLE 1,The latest good row of each key, where its parents are known
insert overwrite identifier(:silver_schema || '.fct_payment') by name
with versions as (
    select
        payment_id,
        user_id,
        cohort_id,
        payment_status,
        payment_method,
        currency,
        amount_gbp,
        paid_at,
        row_number() over (
            partition by payment_id
            order by
                _source_modified_at desc,
                paid_at desc,
                _source_file desc,
                user_id desc,
                cohort_id desc,
                payment_status desc,
                payment_method desc,
                currency desc,
                amount_gbp desc
        ) as version_rank
    from stg_payments
    where reason is null
)

select
    versions.payment_id,
    versions.user_id,
    versions.cohort_id,
    versions.payment_status,
    versions.payment_method,
    versions.currency,
    versions.amount_gbp,
    versions.paid_at
from versions
left semi join identifier(:silver_schema || '.dim_user') as dim_user
    on versions.user_id = dim_user.user_id
left semi join identifier(:silver_schema || '.dim_cohort') as dim_cohort
    on versions.cohort_id = dim_cohort.cohort_id
where versions.version_rank = 1;

-- COMMAND ----------

-- DBTITLE 1,Rejected rows, and the latest good row of each key whose parents are not all known
insert overwrite identifier(:silver_schema || '.fct_payment_quarantine') by name
with suspects as (
    select candidates.*
    from stg_payments as candidates
    left join identifier(:silver_schema || '.dim_user') as dim_user
        on candidates.user_id = dim_user.user_id
    left join identifier(:silver_schema || '.dim_cohort') as dim_cohort
        on candidates.cohort_id = dim_cohort.cohort_id
    where candidates.reason is not null
        or dim_user.user_id is null
        or dim_cohort.cohort_id is null
),

ranked as (
    select
        suspects.*,
        kept.payment_id is not null as is_kept,
        row_number() over (
            partition by suspects.reason, suspects.payment_id
            order by
                suspects._source_modified_at desc,
                suspects.paid_at desc,
                suspects._source_file desc,
                suspects.user_id desc,
                suspects.cohort_id desc,
                suspects.payment_status desc,
                suspects.payment_method desc,
                suspects.currency desc,
                suspects.amount_gbp desc
        ) as version_rank
    from suspects
    left join identifier(:silver_schema || '.fct_payment') as kept
        on suspects.payment_id = kept.payment_id
)

select
    coalesce(reason, 'orphan') as reason,
    raw_payment_id as payment_id,
    raw_user_id as user_id,
    raw_cohort_id as cohort_id,
    raw_amount_gbp as amount_gbp,
    raw_payment_ts as payment_ts,
    raw_payment_status as payment_status,
    raw_payment_method as payment_method,
    raw_currency as currency,
    _corrupt_record,
    _source_file,
    _source_modified_at
from ranked
where reason is not null or (version_rank = 1 and not is_kept);
