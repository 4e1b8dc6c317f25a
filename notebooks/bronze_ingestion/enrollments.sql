-- Databricks notebook source
-- bronze.enrollments: one row per record of a raw file, an enrollment of a person in a cohort,
-- every value as the text that came.
-- Key: none; a record comes as often as it is sent.
-- Sources: enrollments.csv, enrollments_<digits>.csv, and the same as .json (JSON lines), gzipped or not,
-- at any depth under raw_path.
-- Kept: every record; a broken line is in _corrupt_record, a value under a column not named here in _rescued_data.
-- Left out: files whose path and modification time the table holds already.
create widget text raw_path default 'dbfs:/FileStore/data';
create widget text bronze_schema default 'bronze';
create widget dropdown resent_files default 'replace'
choices select choice from values ('replace'), ('append'), ('stop') as choices (choice);

-- COMMAND ----------

-- DBTITLE 1,The table
create schema if not exists identifier(:bronze_schema) comment 'Raw records as they came, one table per entity';

create table if not exists identifier(:bronze_schema || '.enrollments') (
    enrollment_id string comment 'Id of the enrollment',
    user_id string comment 'Person enrolled',
    cohort_id string comment 'Cohort enrolled in',
    enrolled_ts string comment 'When the person enrolled',
    enrollment_status string comment 'State of the enrollment',
    _corrupt_record string comment 'The line, when it is broken',
    _rescued_data string comment 'Values that have no column here, as JSON',
    _ingested_at timestamp comment 'When the record was loaded',
    _source_file string comment 'File it came from',
    _source_modified_at timestamp comment 'Modification time of that file'
)
using delta
comment 'One row per record of a raw file, an enrollment of a person in a cohort; a file is loaded once';

-- COMMAND ----------

-- DBTITLE 1,Files sent again
-- A path the table knows under another modification time. What then happens is for resent_files to say:
-- replace deletes the old rows, append keeps both, stop fails here, before anything is loaded.
select assert_true(
    :resent_files in ('replace', 'append', 'stop'),
    'resent_files is none of replace, append and stop'
);

select assert_true(
    count(*) = 0,
    concat(
        'Files of enrollments were sent again with another modification time: ',
        array_join(sort_array(collect_set(source_file)), ', '),
        '. Run with resent_files = replace or append, or put the old files back.'
    )
)
from (
    select _metadata.file_path as source_file, _metadata.file_modification_time as modified_at
    from read_files(
        :raw_path,
        format => 'binaryFile',
        fileNamePattern => 'enrollments{,_[0-9]*}.{csv,json}{,.gz}',
        recursiveFileLookup => true
    )
) as files
where :resent_files = 'stop'
    and exists (
        select 1
        from identifier(:bronze_schema || '.enrollments') as loaded
        where loaded._source_file = files.source_file and loaded._source_modified_at <> files.modified_at
    )
    and not exists (
        select 1
        from identifier(:bronze_schema || '.enrollments') as loaded
        where loaded._source_file = files.source_file and loaded._source_modified_at = files.modified_at
    );

merge into identifier(:bronze_schema || '.enrollments') as loaded
using (
    select _metadata.file_path as source_file, _metadata.file_modification_time as modified_at
    from read_files(
        :raw_path,
        format => 'binaryFile',
        fileNamePattern => 'enrollments{,_[0-9]*}.{csv,json}{,.gz}',
        recursiveFileLookup => true
    )
    where :resent_files = 'replace'
) as files
on loaded._source_file = files.source_file and loaded._source_modified_at <> files.modified_at
when matched then delete;

-- COMMAND ----------

-- DBTITLE 1,CSV
-- With a rescued data column the header's names decide, not the positions. No file, no row: the schema is given.
insert into identifier(:bronze_schema || '.enrollments') by name
select
    raw.enrollment_id,
    raw.user_id,
    raw.cohort_id,
    raw.enrolled_ts,
    raw.enrollment_status,
    raw._corrupt_record,
    raw._rescued_data,
    current_timestamp() as _ingested_at,
    raw._metadata.file_path as _source_file,
    raw._metadata.file_modification_time as _source_modified_at
from read_files(
    :raw_path,
    format => 'csv',
    fileNamePattern => 'enrollments{,_[0-9]*}.csv{,.gz}',
    recursiveFileLookup => true,
    schema => '
        enrollment_id string, user_id string, cohort_id string, enrolled_ts string, enrollment_status string,
        _corrupt_record string',
    columnNameOfCorruptRecord => '_corrupt_record',
    rescuedDataColumn => '_rescued_data',
    header => true,
    multiLine => true,
    escape => '"'
) as raw
where not exists (
    select 1
    from identifier(:bronze_schema || '.enrollments') as loaded
    where loaded._source_file = raw._metadata.file_path
        and loaded._source_modified_at = raw._metadata.file_modification_time
);

-- COMMAND ----------

-- DBTITLE 1,JSON lines
insert into identifier(:bronze_schema || '.enrollments') by name
select
    raw.enrollment_id,
    raw.user_id,
    raw.cohort_id,
    raw.enrolled_ts,
    raw.enrollment_status,
    raw._corrupt_record,
    raw._rescued_data,
    current_timestamp() as _ingested_at,
    raw._metadata.file_path as _source_file,
    raw._metadata.file_modification_time as _source_modified_at
from read_files(
    :raw_path,
    format => 'json',
    fileNamePattern => 'enrollments{,_[0-9]*}.json{,.gz}',
    recursiveFileLookup => true,
    schema => '
        enrollment_id string, user_id string, cohort_id string, enrolled_ts string, enrollment_status string,
        _corrupt_record string',
    columnNameOfCorruptRecord => '_corrupt_record',
    rescuedDataColumn => '_rescued_data'
) as raw
where not exists (
    select 1
    from identifier(:bronze_schema || '.enrollments') as loaded
    where loaded._source_file = raw._metadata.file_path
        and loaded._source_modified_at = raw._metadata.file_modification_time
);
