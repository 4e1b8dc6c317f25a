-- Databricks notebook source
-- silver.dim_user: one row per user.
-- Key: user_id; a table property, since open-source Delta has no primary keys.
-- Sources: silver.dim_user_history, where users are cleaned.
-- Kept: the current version of each user. Left out: earlier versions.
create widget text silver_schema default 'silver';

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:silver_schema) comment 'Clean dimensions and facts, and what was set aside';

create table if not exists identifier(:silver_schema || '.dim_user') (
    user_id string not null comment 'Id of the person',
    email string comment 'E-mail address, in small letters',
    signup_source string comment 'Where the person came from, in small letters',
    country string comment 'Country, as it came',
    city string comment 'City, as it came',
    signup_at timestamp not null comment 'When the person signed up, UTC'
)
using delta
comment 'One row per user, the latest version'
tblproperties ('primary_key' = 'user_id');

-- COMMAND ----------

-- DBTITLE 1,The current version of each user
insert overwrite identifier(:silver_schema || '.dim_user') by name
select
    user_id,
    email,
    signup_source,
    country,
    city,
    signup_at
from identifier(:silver_schema || '.dim_user_history')
where is_current;
