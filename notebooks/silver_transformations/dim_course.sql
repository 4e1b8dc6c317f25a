-- Databricks notebook source
-- silver.dim_course: one row per course.
-- Key: course_id; a table property, since open-source Delta has no primary keys.
-- Sources: bronze.courses.
-- Kept: of the good rows of a key the latest, by the order of docs/metrics.md.
-- Courses change rarely; the latest row wins.
-- Left out: rejected rows, which go to dim_course_quarantine with the reason, and duplicates.
create widget text bronze_schema default 'bronze';
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The tables
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.dim_course') (
    course_id string not null comment 'Id of the course',
    course_name string comment 'Name',
    level string comment 'Level',
    list_price_gbp decimal(18, 2) comment 'List price in pounds'
)
using delta
comment 'One row per course, the latest good one'
tblproperties ('primary_key' = 'course_id');

create table if not exists identifier(:silver_schema || '.dim_course_quarantine') (
    reason string not null comment 'malformed, missing_key, bad_cast: the first that fits',
    course_id string comment 'As it came',
    course_name string comment 'As it came',
    level string comment 'As it came',
    list_price_gbp string comment 'As it came',
    _corrupt_record string comment 'The line, when it is broken',
    _source_file string comment 'File it came from',
    _source_modified_at timestamp comment 'Modification time of that file'
)
using delta
comment 'One row per rejected row of bronze.courses, with the reason and the values as they came';

-- COMMAND ----------

-- DBTITLE 1,Rows normalised and cast, with the reason to reject them
create or replace temporary view stg_courses as
with courses as (
    select * from identifier(:bronze_schema || '.courses')
),

cleaned as (
    select
        nullif(upper(trim(course_id)), '') as course_id,
        nullif(trim(course_name), '') as course_name,
        nullif(trim(level), '') as level,
        try_cast(trim(list_price_gbp) as decimal(18, 2)) as list_price_gbp,
        course_id as raw_course_id,
        course_name as raw_course_name,
        level as raw_level,
        list_price_gbp as raw_list_price_gbp,
        _corrupt_record,
        _source_file,
        _source_modified_at
    from courses
)

select
    *,
    case
        when _corrupt_record is not null then 'malformed'
        when course_id is null then 'missing_key'
        when (list_price_gbp is null and trim(raw_list_price_gbp) <> '') then 'bad_cast'
    end as reason
from cleaned;

-- COMMAND ----------

-- DBTITLE 1,The latest good row of each key
insert overwrite identifier(:silver_schema || '.dim_course') by name
with versions as (
    select
        course_id,
        course_name,
        level,
        list_price_gbp,
        row_number() over (
            partition by course_id
            order by
                _source_modified_at desc,
                _source_file desc,
                course_name desc,
                level desc,
                list_price_gbp desc
        ) as version_rank
    from stg_courses
    where reason is null
)

select
    versions.course_id,
    versions.course_name,
    versions.level,
    versions.list_price_gbp
from versions
where versions.version_rank = 1;

-- COMMAND ----------

-- DBTITLE 1,Rejected rows
insert overwrite identifier(:silver_schema || '.dim_course_quarantine') by name
select
    reason,
    raw_course_id as course_id,
    raw_course_name as course_name,
    raw_level as level,
    raw_list_price_gbp as list_price_gbp,
    _corrupt_record,
    _source_file,
    _source_modified_at
from stg_courses
where reason is not null;
