-- Databricks notebook source
-- silver.dim_cohort: one row per cohort.
-- Key: cohort_id; a table property, since open-source Delta has no primary keys.
-- Refers to: dim_course by course_id.
-- Sources: bronze.cohorts, silver.dim_course.
-- Kept: of the good rows of a key the latest, by the order of docs/metrics.md.
-- Left out: rejected rows and orphans, which go to dim_cohort_quarantine with the reason, and duplicates.
create widget text bronze_schema default 'bronze';
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The tables
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.dim_cohort') (
    cohort_id string not null comment 'Id of the cohort',
    course_id string not null comment 'Course taught, in dim_course',
    delivery_mode string comment 'Online or on site, in small letters',
    capacity int comment 'Places',
    start_date date comment 'First day',
    end_date date comment 'Last day'
)
using delta
comment 'One row per cohort, the latest good one'
tblproperties ('primary_key' = 'cohort_id');

create table if not exists identifier(:silver_schema || '.dim_cohort_quarantine') (
    reason string not null comment 'malformed, missing_key, bad_cast, orphan: the first that fits',
    cohort_id string comment 'As it came',
    course_id string comment 'As it came',
    start_date string comment 'As it came',
    end_date string comment 'As it came',
    delivery_mode string comment 'As it came',
    capacity string comment 'As it came',
    _corrupt_record string comment 'The line, when it is broken',
    _source_file string comment 'File it came from',
    _source_modified_at timestamp comment 'Modification time of that file'
)
using delta
comment 'One row per rejected row of bronze.cohorts, with the reason and the values as they came';

-- COMMAND ----------

-- DBTITLE 1,Rows normalised and cast, with the reason to reject them
create or replace temporary view stg_cohorts as
with cohorts as (
    select * from identifier(:bronze_schema || '.cohorts')
),

cleaned as (
    select
        nullif(upper(trim(cohort_id)), '') as cohort_id,
        nullif(upper(trim(course_id)), '') as course_id,
        nullif(lower(trim(delivery_mode)), '') as delivery_mode,
        try_cast(trim(capacity) as int) as capacity,
        case when trim(start_date) like '____-__-__' then try_cast(trim(start_date) as date) end as start_date,
        case when trim(end_date) like '____-__-__' then try_cast(trim(end_date) as date) end as end_date,
        cohort_id as raw_cohort_id,
        course_id as raw_course_id,
        start_date as raw_start_date,
        end_date as raw_end_date,
        delivery_mode as raw_delivery_mode,
        capacity as raw_capacity,
        _corrupt_record,
        _source_file,
        _source_modified_at
    from cohorts
)

select
    *,
    case
        when _corrupt_record is not null then 'malformed'
        when cohort_id is null then 'missing_key'
        when
            (capacity is null and trim(raw_capacity) <> '')
            or (start_date is null and trim(raw_start_date) <> '')
            or (end_date is null and trim(raw_end_date) <> '')
            then 'bad_cast'
    end as reason
from cleaned;

-- COMMAND ----------

-- DBTITLE 1,The latest good row of each key, where its parents are known
insert overwrite identifier(:silver_schema || '.dim_cohort') by name
with versions as (
    select
        cohort_id,
        course_id,
        delivery_mode,
        capacity,
        start_date,
        end_date,
        row_number() over (
            partition by cohort_id
            order by
                _source_modified_at desc,
                start_date desc,
                _source_file desc,
                course_id desc,
                delivery_mode desc,
                capacity desc,
                end_date desc
        ) as version_rank
    from stg_cohorts
    where reason is null
)

select
    versions.cohort_id,
    versions.course_id,
    versions.delivery_mode,
    versions.capacity,
    versions.start_date,
    versions.end_date
from versions
left semi join identifier(:silver_schema || '.dim_course') as dim_course
    on versions.course_id = dim_course.course_id
where versions.version_rank = 1;

-- COMMAND ----------

-- DBTITLE 1,Rejected rows, and the latest good row of each key whose parents are not all known
insert overwrite identifier(:silver_schema || '.dim_cohort_quarantine') by name
with suspects as (
    select candidates.*
    from stg_cohorts as candidates
    left join identifier(:silver_schema || '.dim_course') as dim_course
        on candidates.course_id = dim_course.course_id
    where candidates.reason is not null
        or dim_course.course_id is null
),

ranked as (
    select
        suspects.*,
        kept.cohort_id is not null as is_kept,
        row_number() over (
            partition by suspects.reason, suspects.cohort_id
            order by
                suspects._source_modified_at desc,
                suspects.start_date desc,
                suspects._source_file desc,
                suspects.course_id desc,
                suspects.delivery_mode desc,
                suspects.capacity desc,
                suspects.end_date desc
        ) as version_rank
    from suspects
    left join identifier(:silver_schema || '.dim_cohort') as kept
        on suspects.cohort_id = kept.cohort_id
)

select
    coalesce(reason, 'orphan') as reason,
    raw_cohort_id as cohort_id,
    raw_course_id as course_id,
    raw_start_date as start_date,
    raw_end_date as end_date,
    raw_delivery_mode as delivery_mode,
    raw_capacity as capacity,
    _corrupt_record,
    _source_file,
    _source_modified_at
from ranked
where reason is not null or (version_rank = 1 and not is_kept);
