-- Databricks notebook source
-- silver.dim_user_history: one row per user and version, a slowly changing dimension of type 2.
-- Key: user_id, valid_from; a table property, since open-source Delta has no primary keys.
-- Sources: bronze.users.
-- Kept: of the good rows of a user that came with one modification time the winner, by the order of docs/metrics.md;
-- neighbouring versions with equal attributes are one.
-- Left out: rejected rows, which go to dim_user_quarantine with the reason, and duplicates.
-- Users are cleaned here only; dim_user is the current version of each.
create widget text bronze_schema default 'bronze';
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The tables
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.dim_user_history') (
    user_id string not null comment 'Id of the person',
    email string comment 'E-mail address, in small letters',
    signup_source string comment 'Where the person came from, in small letters',
    country string comment 'Country, as it came',
    city string comment 'City, as it came',
    is_current boolean not null comment 'Whether this is the latest version',
    signup_at timestamp not null comment 'When the person signed up, UTC',
    valid_from timestamp not null comment 'When its file was modified; of the first version the sign-up, if earlier',
    valid_to timestamp comment 'When the next version begins; null for the current one'
)
using delta
comment 'One row per user and version; neighbouring versions differ'
tblproperties ('primary_key' = 'user_id, valid_from');

create table if not exists identifier(:silver_schema || '.dim_user_quarantine') (
    reason string not null comment 'malformed, missing_key, bad_cast: the first that fits',
    user_id string comment 'As it came',
    email string comment 'As it came',
    signup_ts string comment 'As it came',
    signup_source string comment 'As it came',
    country string comment 'As it came',
    city string comment 'As it came',
    _corrupt_record string comment 'The line, when it is broken',
    _source_file string comment 'File it came from',
    _source_modified_at timestamp comment 'Modification time of that file'
)
using delta
comment 'One row per rejected row of bronze.users, with the reason and the values as they came';

-- COMMAND ----------

-- DBTITLE 1,Rows normalised and cast, with the reason to reject them
create or replace temporary view stg_users as
with users as (
    select * from identifier(:bronze_schema || '.users')
),

cleaned as (
    select
        nullif(upper(trim(user_id)), '') as user_id,
        nullif(lower(trim(email)), '') as email,
        nullif(lower(trim(signup_source)), '') as signup_source,
        nullif(trim(country), '') as country,
        nullif(trim(city), '') as city,
        case
            when trim(signup_ts) like '____-__-__%:%' then try_cast(trim(signup_ts) as timestamp)
        end as signup_at,
        user_id as raw_user_id,
        email as raw_email,
        signup_ts as raw_signup_ts,
        signup_source as raw_signup_source,
        country as raw_country,
        city as raw_city,
        _corrupt_record,
        _source_file,
        _source_modified_at
    from users
)

select
    *,
    case
        when _corrupt_record is not null then 'malformed'
        when user_id is null then 'missing_key'
        when signup_at is null then 'bad_cast'
    end as reason
from cleaned;

-- COMMAND ----------

-- DBTITLE 1,The versions of each user
insert overwrite identifier(:silver_schema || '.dim_user_history') by name
with deliveries as (
    select
        user_id,
        email,
        signup_source,
        country,
        city,
        signup_at,
        _source_modified_at,
        row_number() over (
            partition by user_id, _source_modified_at
            order by
                signup_at desc,
                _source_file desc,
                email desc,
                signup_source desc,
                country desc,
                city desc
        ) as version_rank
    from stg_users
    where reason is null
),

compared as (
    select
        user_id,
        email,
        signup_source,
        country,
        city,
        signup_at,
        _source_modified_at,
        row_number() over user_by_time as delivery_number,
        email <=> lag(email) over user_by_time
            and signup_source <=> lag(signup_source) over user_by_time
            and country <=> lag(country) over user_by_time
            and city <=> lag(city) over user_by_time
            and signup_at <=> lag(signup_at) over user_by_time as is_unchanged
    from deliveries
    where version_rank = 1
    window user_by_time as (partition by user_id order by _source_modified_at)
),

versions as (
    select
        user_id,
        email,
        signup_source,
        country,
        city,
        signup_at,
        case
            when delivery_number = 1 then least(_source_modified_at, signup_at)
            else _source_modified_at
        end as valid_from
    from compared
    where delivery_number = 1 or not is_unchanged
),

bounded as (
    select
        user_id,
        email,
        signup_source,
        country,
        city,
        signup_at,
        valid_from,
        lead(valid_from) over (partition by user_id order by valid_from) as valid_to
    from versions
)

select
    user_id,
    email,
    signup_source,
    country,
    city,
    valid_to is null as is_current,
    signup_at,
    valid_from,
    valid_to
from bounded;

-- COMMAND ----------

-- DBTITLE 1,Rejected rows
insert overwrite identifier(:silver_schema || '.dim_user_quarantine') by name
select
    reason,
    raw_user_id as user_id,
    raw_email as email,
    raw_signup_ts as signup_ts,
    raw_signup_source as signup_source,
    raw_country as country,
    raw_city as city,
    _corrupt_record,
    _source_file,
    _source_modified_at
from stg_users
where reason is not null;
