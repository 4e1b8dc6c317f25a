-- Raw CSV to Parquet, every value as text, one folder an entity: data.parquet, and malformed.parquet with the lines that do not fit.
-- What the author knows of the exports: the first file of an entity has the usual columns, later ones (_9001, _9002) may have them
-- in another order, lack one, or have export_batch, which no table has a column for and is therefore kept in _rescued_data.
-- The variable raw_path names the folder with the exports; tables are written below the current folder.
create temp table files as
select filename, last_modified::timestamp as modified_at from read_blob(getvariable('raw_path') || '/*.csv');

copy (
    with lines as (
        from read_csv(
            getvariable('raw_path') || '/users.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
            columns = {
                user_id: 'varchar', email: 'varchar', signup_ts: 'varchar', signup_source: 'varchar', country: 'varchar', city: 'varchar'},
            filename = true, store_rejects = true)
        union all by name
        from read_csv(getvariable('raw_path') || '/users_*.csv', all_varchar = true, union_by_name = true, filename = true)
    )
    select
        user_id, email, signup_ts, signup_source, country, city,
        null::varchar as _corrupt_record,
        case when export_batch is not null then json_object('export_batch', export_batch) end as _rescued_data,
        now() as _ingested_at, filename as _source_file, modified_at as _source_modified_at
    from lines join files using (filename)
) to 'bronze/users/data.parquet';

copy (
    with lines as (
        from read_csv(
            getvariable('raw_path') || '/courses.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
            columns = {course_id: 'varchar', course_name: 'varchar', level: 'varchar', list_price_gbp: 'varchar'},
            filename = true, store_rejects = true)
    )
    select
        course_id, course_name, level, list_price_gbp,
        null::varchar as _corrupt_record, null::varchar as _rescued_data,
        now() as _ingested_at, filename as _source_file, modified_at as _source_modified_at
    from lines join files using (filename)
) to 'bronze/courses/data.parquet';

copy (
    with lines as (
        from read_csv(
            getvariable('raw_path') || '/cohorts.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
            columns = {
                cohort_id: 'varchar', course_id: 'varchar', start_date: 'varchar', end_date: 'varchar', delivery_mode: 'varchar',
                capacity: 'varchar'},
            filename = true, store_rejects = true)
        union all by name
        from read_csv(getvariable('raw_path') || '/cohorts_*.csv', all_varchar = true, union_by_name = true, filename = true)
    )
    select
        cohort_id, course_id, start_date, end_date, delivery_mode, capacity,
        null::varchar as _corrupt_record, null::varchar as _rescued_data,
        now() as _ingested_at, filename as _source_file, modified_at as _source_modified_at
    from lines join files using (filename)
) to 'bronze/cohorts/data.parquet';

copy (
    with lines as (
        from read_csv(
            getvariable('raw_path') || '/sessions.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
            columns = {
                session_id: 'varchar', cohort_id: 'varchar', session_number: 'varchar', session_ts: 'varchar', topic: 'varchar'},
            filename = true, store_rejects = true)
        union all by name
        from read_csv(getvariable('raw_path') || '/sessions_9*.csv', all_varchar = true, union_by_name = true, filename = true)
    )
    select
        session_id, cohort_id, session_number, session_ts, topic,
        null::varchar as _corrupt_record, null::varchar as _rescued_data,
        now() as _ingested_at, filename as _source_file, modified_at as _source_modified_at
    from lines join files using (filename)
) to 'bronze/sessions/data.parquet';

copy (
    with lines as (
        from read_csv(
            getvariable('raw_path') || '/enrollments.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
            columns = {
                enrollment_id: 'varchar', user_id: 'varchar', cohort_id: 'varchar', enrolled_ts: 'varchar', enrollment_status: 'varchar'},
            filename = true, store_rejects = true)
        union all by name
        from read_csv(getvariable('raw_path') || '/enrollments_*.csv', all_varchar = true, union_by_name = true, filename = true)
    )
    select
        enrollment_id, user_id, cohort_id, enrolled_ts, enrollment_status,
        null::varchar as _corrupt_record,
        case when export_batch is not null then json_object('export_batch', export_batch) end as _rescued_data,
        now() as _ingested_at, filename as _source_file, modified_at as _source_modified_at
    from lines join files using (filename)
) to 'bronze/enrollments/data.parquet';

copy (
    with lines as (
        from read_csv(
            getvariable('raw_path') || '/payments.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
            columns = {
                payment_id: 'varchar', user_id: 'varchar', cohort_id: 'varchar', amount_gbp: 'varchar', payment_ts: 'varchar',
                payment_status: 'varchar', payment_method: 'varchar', currency: 'varchar'},
            filename = true, store_rejects = true)
        union all by name
        from read_csv(getvariable('raw_path') || '/payments_*.csv', all_varchar = true, union_by_name = true, filename = true)
    )
    select
        payment_id, user_id, cohort_id, amount_gbp, payment_ts, payment_status, payment_method, currency,
        null::varchar as _corrupt_record,
        case when export_batch is not null then json_object('export_batch', export_batch) end as _rescued_data,
        now() as _ingested_at, filename as _source_file, modified_at as _source_modified_at
    from lines join files using (filename)
) to 'bronze/payments/data.parquet';

copy (
    with lines as (
        from read_csv(
            getvariable('raw_path') || '/sessions_attended.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
            columns = {
                user_id: 'varchar', cohort_id: 'varchar', session_id: 'varchar', session_number: 'varchar', session_ts: 'varchar',
                attended_flag: 'varchar', attendance_marked_ts: 'varchar'},
            filename = true, store_rejects = true)
        union all by name
        from read_csv(getvariable('raw_path') || '/sessions_attended_*.csv', all_varchar = true, union_by_name = true, filename = true)
    )
    select
        user_id, cohort_id, session_id, session_number, session_ts, attended_flag, attendance_marked_ts,
        null::varchar as _corrupt_record,
        case when export_batch is not null then json_object('export_batch', export_batch) end as _rescued_data,
        now() as _ingested_at, filename as _source_file, modified_at as _source_modified_at
    from lines join files using (filename)
) to 'bronze/sessions_attended/data.parquet';

-- A line can break several rules at once and is still one line.
create temp table malformed as
select scans.file_path as _source_file, any_value(errors.csv_line) as _corrupt_record, any_value(files.modified_at) as _source_modified_at
from reject_errors as errors
join (select distinct scan_id, file_id, file_path from reject_scans) as scans using (scan_id, file_id)
join files on files.filename = scans.file_path
group by scans.file_path, errors.line;

copy (select _corrupt_record, now() as _ingested_at, _source_file, _source_modified_at from malformed
    where parse_filename(_source_file, true) = 'users') to 'bronze/users/malformed.parquet';
copy (select _corrupt_record, now() as _ingested_at, _source_file, _source_modified_at from malformed
    where parse_filename(_source_file, true) = 'courses') to 'bronze/courses/malformed.parquet';
copy (select _corrupt_record, now() as _ingested_at, _source_file, _source_modified_at from malformed
    where parse_filename(_source_file, true) = 'cohorts') to 'bronze/cohorts/malformed.parquet';
copy (select _corrupt_record, now() as _ingested_at, _source_file, _source_modified_at from malformed
    where parse_filename(_source_file, true) = 'sessions') to 'bronze/sessions/malformed.parquet';
copy (select _corrupt_record, now() as _ingested_at, _source_file, _source_modified_at from malformed
    where parse_filename(_source_file, true) = 'enrollments') to 'bronze/enrollments/malformed.parquet';
copy (select _corrupt_record, now() as _ingested_at, _source_file, _source_modified_at from malformed
    where parse_filename(_source_file, true) = 'payments') to 'bronze/payments/malformed.parquet';
copy (select _corrupt_record, now() as _ingested_at, _source_file, _source_modified_at from malformed
    where parse_filename(_source_file, true) = 'sessions_attended') to 'bronze/sessions_attended/malformed.parquet';
