-- Databricks notebook source
-- MAGIC %run ./shared/setup $greeting="0"

-- COMMAND ----------

create table if not exists call_raw (call_id string, imo string, arrived string, left string, berth string);

copy into call_raw
from '${landing}/calls.csv.gz'
fileformat = csv
format_options ('header' = 'true');

-- COMMAND ----------

create table if not exists cargo (call_id int, goods string, tons double, customs struct<code: string, cleared: boolean>);

copy into cargo
from (select cast(call_id as int) as call_id, goods, cast(tons as double) as tons, customs from '${landing}/cargo')
fileformat = json;

-- COMMAND ----------

create or replace table tariff as select * from parquet.`${landing}/tariffs`;

create or replace view call as
select cast(c.call_id as int) as call_id, s.name, to_timestamp(c.arrived) as arrived, to_timestamp(c.left) as departed, c.berth
from call_raw as c
join ship as s on s.imo = cast(c.imo as bigint);
