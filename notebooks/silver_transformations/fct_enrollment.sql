-- Databricks notebook source
-- silver.fct_enrollment: one row per enrollment.
-- Key: enrollment_id; a table property, since open-source Delta has no primary keys.
-- Refers to: dim_user by user_id, dim_cohort by cohort_id.
-- Sources: bronze.enrollments, silver.dim_user, silver.dim_cohort.
-- Kept: of the good rows of a key the latest, by the order of docs/metrics.md.
-- Cancelled and deferred enrollments are rows too.
-- Left out: rejected rows and orphans, which go to fct_enrollment_quarantine with the reason, and duplicates.
create widget text bronze_schema default 'bronze';
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The tables
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.fct_enrollment') (
    enrollment_id string not null comment 'Id of the enrollment',
    user_id string not null comment 'Who enrolled, in dim_user',
    cohort_id string not null comment 'Cohort enrolled in, in dim_cohort',
    enrollment_status string comment 'active, cancelled, deferred or what else the file says',
    enrolled_at timestamp not null comment 'When, UTC'
)
using delta
comment 'One row per enrollment, the latest good one'
tblproperties ('primary_key' = 'enrollment_id');

create table if not exists identifier(:silver_schema || '.fct_enrollment_quarantine') (
    reason string not null comment 'malformed, missing_key, bad_cast, orphan: the first that fits',
    enrollment_id string comment 'As it came',
    user_id string comment 'As it came',
    cohort_id string comment 'As it came',
    enrolled_ts string comment 'As it came',
    enrollment_status string comment 'As it came',
    _corrupt_record string comment 'The line, when it is broken',
    _source_file string comment 'File it came from',
    _source_modified_at timestamp comment 'Modification time of that file'
)
using delta
comment 'One row per rejected row of bronze.enrollments, with the reason and the values as they came';

-- COMMAND ----------

-- DBTITLE 1,Rows normalised and cast, with the reason to reject them
create or replace temporary view stg_enrollments as
with enrollments as (
    select * from identifier(:bronze_schema || '.enrollments')
),

cleaned as (
    select
        nullif(upper(trim(enrollment_id)), '') as enrollment_id,
        nullif(upper(trim(user_id)), '') as user_id,
        nullif(upper(trim(cohort_id)), '') as cohort_id,
        nullif(lower(trim(enrollment_status)), '') as enrollment_status,
        case
            when trim(enrolled_ts) like '____-__-__%:%' then try_cast(trim(enrolled_ts) as timestamp)
        end as enrolled_at,
        enrollment_id as raw_enrollment_id,
        user_id as raw_user_id,
        cohort_id as raw_cohort_id,
        enrolled_ts as raw_enrolled_ts,
        enrollment_status as raw_enrollment_status,
        _corrupt_record,
        _source_file,
        _source_modified_at
    from enrollments
)

select
    *,
    case
        when _corrupt_record is not null then 'malformed'
        when enrollment_id is null then 'missing_key'
        when enrolled_at is null then 'bad_cast'
    end as reason
from cleaned;

-- COMMAND ----------

-- DBTITLE 1,The latest good row of each key, where its parents are known
insert overwrite identifier(:silver_schema || '.fct_enrollment') by name
with versions as (
    select
        enrollment_id,
        user_id,
        cohort_id,
        enrollment_status,
        enrolled_at,
        row_number() over (
            partition by enrollment_id
            order by
                _source_modified_at desc,
                enrolled_at desc,
                _source_file desc,
                user_id desc,
                cohort_id desc,
                enrollment_status desc
        ) as version_rank
    from stg_enrollments
    where reason is null
)

select
    versions.enrollment_id,
    versions.user_id,
    versions.cohort_id,
    versions.enrollment_status,
    versions.enrolled_at
from versions
left semi join identifier(:silver_schema || '.dim_user') as dim_user
    on versions.user_id = dim_user.user_id
left semi join identifier(:silver_schema || '.dim_cohort') as dim_cohort
    on versions.cohort_id = dim_cohort.cohort_id
where versions.version_rank = 1;

-- COMMAND ----------

-- DBTITLE 1,Rejected rows, and the latest good row of each key whose parents are not all known
insert overwrite identifier(:silver_schema || '.fct_enrollment_quarantine') by name
with suspects as (
    select candidates.*
    from stg_enrollments as candidates
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
        kept.enrollment_id is not null as is_kept,
        row_number() over (
            partition by suspects.reason, suspects.enrollment_id
            order by
                suspects._source_modified_at desc,
                suspects.enrolled_at desc,
                suspects._source_file desc,
                suspects.user_id desc,
                suspects.cohort_id desc,
                suspects.enrollment_status desc
        ) as version_rank
    from suspects
    left join identifier(:silver_schema || '.fct_enrollment') as kept
        on suspects.enrollment_id = kept.enrollment_id
)

select
    coalesce(reason, 'orphan') as reason,
    raw_enrollment_id as enrollment_id,
    raw_user_id as user_id,
    raw_cohort_id as cohort_id,
    raw_enrolled_ts as enrolled_ts,
    raw_enrollment_status as enrollment_status,
    _corrupt_record,
    _source_file,
    _source_modified_at
from ranked
where reason is not null or (version_rank = 1 and not is_kept);
