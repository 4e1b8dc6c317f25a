-- Databricks notebook source
-- MAGIC %run ./shared/setup $greeting="0"

-- COMMAND ----------

create widget text heavy_from default '1';
create table if not exists audit (note string, rows bigint);
delete from audit;
insert into audit select 'ships as first loaded', count(*) from ship version as of 1;
insert into audit select 'ships now', count(*) from ship;

-- COMMAND ----------

create or replace table visit_report as
select
  call.name,
  count(distinct call.call_id) as calls,
  sum(cargo.tons) as tons,
  bool_or(cargo.tons >= cast(:heavy_from as int)) as carried_heavy,
  sum(cargo.tons * tariff.rate) as dues,
  count_if(not cargo.customs.cleared) as uncleared,
  max(weather.gust) as worst_gust
from call
join cargo on cargo.call_id = call.call_id
join tariff on tariff.goods = cargo.goods
left join weather on weather.day = cast(call.arrived as date) and weather.port = lower(call.berth)
group by call.name;

select * from visit_report order by name;
