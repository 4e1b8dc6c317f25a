-- Databricks notebook source
-- silver.fct_attendance: one row per user and session.
-- Key: user_id, session_id; a table property, since open-source Delta has no primary keys.
-- Refers to: dim_user by user_id, dim_session by session_id, dim_cohort by cohort_id.
-- Sources: bronze.sessions_attended, silver.dim_user, silver.dim_session, silver.dim_cohort.
-- Kept: of the good rows of a key the latest, by the order of docs/metrics.md.
-- Cohort, number and time are those of the session in dim_session.
-- Left out: rejected rows and orphans, which go to fct_attendance_quarantine with the reason, and duplicates.
create widget text bronze_schema default 'bronze';
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The tables
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.fct_attendance') (
    user_id string not null comment 'Who was marked, in dim_user',
    session_id string not null comment 'Session, in dim_session',
    cohort_id string not null comment 'Cohort of the session, in dim_cohort',
    session_number int not null comment 'Place of the session in the cohort',
    is_attended boolean not null comment 'Whether the person came',
    session_at timestamp not null comment 'When the session began, UTC',
    marked_at timestamp comment 'When the mark was made, UTC'
)
using delta
comment 'One row per user and session, the latest good one'
tblproperties ('primary_key' = 'user_id, session_id');

create table if not exists identifier(:silver_schema || '.fct_attendance_quarantine') (
    reason string not null comment 'malformed, missing_key, bad_cast, orphan: the first that fits',
    user_id string comment 'As it came',
    cohort_id string comment 'As it came',
    session_id string comment 'As it came',
    session_number string comment 'As it came',
    session_ts string comment 'As it came',
    attended_flag string comment 'As it came',
    attendance_marked_ts string comment 'As it came',
    _corrupt_record string comment 'The line, when it is broken',
    _source_file string comment 'File it came from',
    _source_modified_at timestamp comment 'Modification time of that file'
)
using delta
comment 'One row per rejected row of bronze.sessions_attended, with the reason and the values as they came';

-- COMMAND ----------

-- DBTITLE 1,Rows normalised and cast, with the reason to reject them
create or replace temporary view stg_sessions_attended as
with sessions_attended as (
    select * from identifier(:bronze_schema || '.sessions_attended')
),

cleaned as (
    select
        nullif(upper(trim(user_id)), '') as user_id,
        nullif(upper(trim(session_id)), '') as session_id,
        nullif(upper(trim(cohort_id)), '') as cohort_id,
        case lower(trim(attended_flag))
            when '1' then true
            when 'true' then true
            when '0' then false
            when 'false' then false
        end as is_attended,
        case
            when trim(attendance_marked_ts) like '____-__-__%:%' then try_cast(trim(attendance_marked_ts) as timestamp)
        end as marked_at,
        user_id as raw_user_id,
        cohort_id as raw_cohort_id,
        session_id as raw_session_id,
        session_number as raw_session_number,
        session_ts as raw_session_ts,
        attended_flag as raw_attended_flag,
        attendance_marked_ts as raw_attendance_marked_ts,
        _corrupt_record,
        _source_file,
        _source_modified_at
    from sessions_attended
)

select
    *,
    case
        when _corrupt_record is not null then 'malformed'
        when user_id is null or session_id is null then 'missing_key'
        when
            is_attended is null
            or (marked_at is null and trim(raw_attendance_marked_ts) <> '')
            then 'bad_cast'
    end as reason
from cleaned;

-- COMMAND ----------

-- DBTITLE 1,The latest good row of each key, where its parents are known
insert overwrite identifier(:silver_schema || '.fct_attendance') by name
with versions as (
    select
        user_id,
        session_id,
        cohort_id,
        is_attended,
        marked_at,
        row_number() over (
            partition by user_id, session_id
            order by
                _source_modified_at desc,
                marked_at desc,
                _source_file desc,
                cohort_id desc,
                is_attended desc
        ) as version_rank
    from stg_sessions_attended
    where reason is null
)

select
    versions.user_id,
    versions.session_id,
    dim_session.cohort_id,
    dim_session.session_number,
    versions.is_attended,
    dim_session.session_at,
    versions.marked_at
from versions
inner join identifier(:silver_schema || '.dim_session') as dim_session
    on versions.session_id = dim_session.session_id
left semi join identifier(:silver_schema || '.dim_user') as dim_user
    on versions.user_id = dim_user.user_id
left semi join identifier(:silver_schema || '.dim_cohort') as dim_cohort
    on versions.cohort_id = dim_cohort.cohort_id
where versions.version_rank = 1;

-- COMMAND ----------

-- DBTITLE 1,Rejected rows, and the latest good row of each key whose parents are not all known
insert overwrite identifier(:silver_schema || '.fct_attendance_quarantine') by name
with suspects as (
    select candidates.*
    from stg_sessions_attended as candidates
    left join identifier(:silver_schema || '.dim_user') as dim_user
        on candidates.user_id = dim_user.user_id
    left join identifier(:silver_schema || '.dim_session') as dim_session
        on candidates.session_id = dim_session.session_id
    left join identifier(:silver_schema || '.dim_cohort') as dim_cohort
        on candidates.cohort_id = dim_cohort.cohort_id
    where candidates.reason is not null
        or dim_user.user_id is null
        or dim_session.session_id is null
        or dim_cohort.cohort_id is null
),

ranked as (
    select
        suspects.*,
        kept.user_id is not null as is_kept,
        row_number() over (
            partition by suspects.reason, suspects.user_id, suspects.session_id
            order by
                suspects._source_modified_at desc,
                suspects.marked_at desc,
                suspects._source_file desc,
                suspects.cohort_id desc,
                suspects.is_attended desc
        ) as version_rank
    from suspects
    left join identifier(:silver_schema || '.fct_attendance') as kept
        on suspects.user_id = kept.user_id
        and suspects.session_id = kept.session_id
)

select
    coalesce(reason, 'orphan') as reason,
    raw_user_id as user_id,
    raw_cohort_id as cohort_id,
    raw_session_id as session_id,
    raw_session_number as session_number,
    raw_session_ts as session_ts,
    raw_attended_flag as attended_flag,
    raw_attendance_marked_ts as attendance_marked_ts,
    _corrupt_record,
    _source_file,
    _source_modified_at
from ranked
where reason is not null or (version_rank = 1 and not is_kept);
