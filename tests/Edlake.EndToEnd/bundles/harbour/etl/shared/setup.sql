-- Databricks notebook source
create widget text schema default 'nowhere';
create widget text greeting default 'none';

-- COMMAND ----------

create schema if not exists ${schema} comment 'Ships and their calls';
use ${schema};
declare or replace variable day_rate decimal(10, 2) default 0;
set var day_rate = (select cast(:greeting as decimal(10, 2)));
