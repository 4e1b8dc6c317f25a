-- Databricks notebook source
-- MAGIC %run ./shared/setup $greeting="0"

-- COMMAND ----------

create or replace table weather partitioned by (port) as
select cast(day as date) as day, port, max(wind) as gust
from read_files('${landing}/weather/day=*/port=*/*.csv', format => 'csv', header => true, schema => 'hour int, wind int, day string, port string')
group by day, port;
