-- Databricks notebook source
-- silver.dim_session: one row per session.
-- Key: session_id; a table property, since open-source Delta has no primary keys.
-- Refers to: dim_cohort by cohort_id.
-- Sources: bronze.sessions, silver.dim_cohort.
-- Kept: of the good rows of a key the latest, by the order of docs/metrics.md.
-- Left out: rejected rows and orphans, which go to dim_session_quarantine with the reason, and duplicates.
create widget text bronze_schema default 'bronze';
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The tables
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.dim_session') (
    session_id string not null comment 'Id of the session',
    cohort_id string not null comment 'Cohort taught, in dim_cohort',
    topic string comment 'What it is about',
    session_number int not null comment 'Place in the cohort, from 1',
    session_at timestamp not null comment 'When it begins, UTC'
)
using delta
comment 'One row per session, the latest good one'
tblproperties ('primary_key' = 'session_id');

create table if not exists identifier(:silver_schema || '.dim_session_quarantine') (
    reason string not null comment 'malformed, missing_key, bad_cast, orphan: the first that fits',
    session_id string comment 'As it came',
    cohort_id string comment 'As it came',
    session_number string comment 'As it came',
    session_ts string comment 'As it came',
    topic string comment 'As it came',
    _corrupt_record string comment 'The line, when it is broken',
    _source_file string comment 'File it came from',
    _source_modified_at timestamp comment 'Modification time of that file'
)
using delta
comment 'One row per rejected row of bronze.sessions, with the reason and the values as they came';

-- COMMAND ----------

-- DBTITLE 1,Rows normalised and cast, with the reason to reject them
create or replace temporary view stg_sessions as
with sessions as (
    select * from identifier(:bronze_schema || '.sessions')
),

cleaned as (
    select
        nullif(upper(trim(session_id)), '') as session_id,
        nullif(upper(trim(cohort_id)), '') as cohort_id,
        nullif(trim(topic), '') as topic,
        try_cast(trim(session_number) as int) as session_number,
        case
            when trim(session_ts) like '____-__-__%:%' then try_cast(trim(session_ts) as timestamp)
        end as session_at,
        session_id as raw_session_id,
        cohort_id as raw_cohort_id,
        session_number as raw_session_number,
        session_ts as raw_session_ts,
        topic as raw_topic,
        _corrupt_record,
        _source_file,
        _source_modified_at
    from sessions
)

select
    *,
    case
        when _corrupt_record is not null then 'malformed'
        when session_id is null then 'missing_key'
        when session_number is null or session_at is null then 'bad_cast'
    end as reason
from cleaned;

-- COMMAND ----------

-- DBTITLE 1,The latest good row of each key, where its parents are known
insert overwrite identifier(:silver_schema || '.dim_session') by name
with versions as (
    select
        session_id,
        cohort_id,
        topic,
        session_number,
        session_at,
        row_number() over (
            partition by session_id
            order by
                _source_modified_at desc,
                session_at desc,
                _source_file desc,
                cohort_id desc,
                topic desc,
                session_number desc
        ) as version_rank
    from stg_sessions
    where reason is null
)

select
    versions.session_id,
    versions.cohort_id,
    versions.topic,
    versions.session_number,
    versions.session_at
from versions
left semi join identifier(:silver_schema || '.dim_cohort') as dim_cohort
    on versions.cohort_id = dim_cohort.cohort_id
where versions.version_rank = 1;

-- COMMAND ----------

-- DBTITLE 1,Rejected rows, and the latest good row of each key whose parents are not all known
insert overwrite identifier(:silver_schema || '.dim_session_quarantine') by name
with suspects as (
    select candidates.*
    from stg_sessions as candidates
    left join identifier(:silver_schema || '.dim_cohort') as dim_cohort
        on candidates.cohort_id = dim_cohort.cohort_id
    where candidates.reason is not null
        or dim_cohort.cohort_id is null
),

ranked as (
    select
        suspects.*,
        kept.session_id is not null as is_kept,
        row_number() over (
            partition by suspects.reason, suspects.session_id
            order by
                suspects._source_modified_at desc,
                suspects.session_at desc,
                suspects._source_file desc,
                suspects.cohort_id desc,
                suspects.topic desc,
                suspects.session_number desc
        ) as version_rank
    from suspects
    left join identifier(:silver_schema || '.dim_session') as kept
        on suspects.session_id = kept.session_id
)

select
    coalesce(reason, 'orphan') as reason,
    raw_session_id as session_id,
    raw_cohort_id as cohort_id,
    raw_session_number as session_number,
    raw_session_ts as session_ts,
    raw_topic as topic,
    _corrupt_record,
    _source_file,
    _source_modified_at
from ranked
where reason is not null or (version_rank = 1 and not is_kept);
