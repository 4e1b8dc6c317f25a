-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Ships
-- MAGIC Semicolons between fields, a comma in a number: a European export.

-- COMMAND ----------

-- MAGIC %run ./shared/setup $greeting="12.50"

-- COMMAND ----------

create table if not exists ship (
  imo bigint not null,
  name string not null,
  flag string,
  tonnage decimal(10, 1),
  built date,
  day_rate decimal(10, 2),
  constraint has_weight check (tonnage > 0)
) using delta;

-- COMMAND ----------

merge into ship
using (
  select cast(imo as bigint) as imo, name, upper(flag) as flag, cast(replace(tonnage, ',', '.') as decimal(10, 1)) as tonnage, cast(built as date) as built
  from read_files('${landing}/ships.csv', format => 'csv', sep => ';', header => true, schema => 'imo string, name string, flag string, tonnage string, built string')
) as incoming
on ship.imo = incoming.imo
when matched and ship.name <> incoming.name then update set name = incoming.name
when not matched then insert (imo, name, flag, tonnage, built, day_rate) values (incoming.imo, incoming.name, incoming.flag, incoming.tonnage, incoming.built, day_rate);
