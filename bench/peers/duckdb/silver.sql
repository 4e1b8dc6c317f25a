-- Bronze Parquet to clean dimensions and facts by the rules of docs/metrics.md, one Parquet file a table.
-- Malformed lines are in files of their own, so what is kept comes from data.parquet alone.
create macro code(x) as nullif(upper(trim(x)), '');
create macro word(x) as nullif(lower(trim(x)), '');
create macro label(x) as nullif(trim(x), '');
-- Most instants have no offset, and the cast that knows time zones takes three times as long.
create macro instant(x) as case
    when not trim(x) like '____-__-__%:%' then null
    when length(trim(x)) = 19 and substr(trim(x), 11, 1) = ' ' then try_cast(trim(x) as timestamp)
    else try_cast(trim(x) as timestamptz)::timestamp
end;
create macro calendar_day(x) as case when trim(x) like '____-__-__' then try_cast(trim(x) as date) end;

-- Users: one winner for each delivery of a user, neighbouring equal versions made one.
create view stg_user as
select
    code(user_id) as user_id, word(email) as email, word(signup_source) as signup_source, label(country) as country, label(city) as city,
    instant(signup_ts) as signup_at, _source_file, _source_modified_at
from 'bronze/users/data.parquet';

copy (
    with deliveries as (
        from stg_user where user_id is not null and signup_at is not null
        qualify row_number() over (
            partition by user_id, _source_modified_at
            order by signup_at desc, _source_file desc, email desc nulls last, signup_source desc nulls last, country desc nulls last,
                city desc nulls last) = 1
    ),
    compared as (
        select
            *, row_number() over by_time as delivery_number,
            email is not distinct from lag(email) over by_time
                and signup_source is not distinct from lag(signup_source) over by_time
                and country is not distinct from lag(country) over by_time
                and city is not distinct from lag(city) over by_time
                and signup_at is not distinct from lag(signup_at) over by_time as is_unchanged
        from deliveries
        window by_time as (partition by user_id order by _source_modified_at)
    ),
    versions as (
        select
            user_id, email, signup_source, country, city, signup_at,
            if(delivery_number = 1, least(_source_modified_at, signup_at), _source_modified_at) as valid_from
        from compared where delivery_number = 1 or not is_unchanged
    )
    select
        user_id, email, signup_source, country, city,
        lead(valid_from) over (partition by user_id order by valid_from) is null as is_current, signup_at, valid_from,
        lead(valid_from) over (partition by user_id order by valid_from) as valid_to
    from versions
) to 'silver/dim_user_history.parquet';

copy (
    select user_id, email, signup_source, country, city, signup_at from 'silver/dim_user_history.parquet' where is_current
) to 'silver/dim_user.parquet';

copy (
    select
        'malformed' as reason, null::varchar as user_id, null::varchar as email, null::varchar as signup_ts, null::varchar as signup_source,
        null::varchar as country, null::varchar as city, _corrupt_record, _source_file, _source_modified_at
    from 'bronze/users/malformed.parquet'
    union all
    select
        if(code(user_id) is null, 'missing_key', 'bad_cast'), user_id, email, signup_ts, signup_source,
        country, city, _corrupt_record, _source_file, _source_modified_at
    from 'bronze/users/data.parquet'
    where code(user_id) is null or instant(signup_ts) is null
) to 'silver/dim_user_quarantine.parquet';

-- Courses.
copy (
    select
        code(course_id) as course_id, label(course_name) as course_name, label(level) as level,
        try_cast(trim(list_price_gbp) as decimal(18, 2)) as list_price_gbp
    from 'bronze/courses/data.parquet'
    where code(course_id) is not null and (label(list_price_gbp) is null or try_cast(trim(list_price_gbp) as decimal(18, 2)) is not null)
    qualify row_number() over (
        partition by code(course_id)
        order by _source_modified_at desc, _source_file desc, label(course_name) desc nulls last, label(level) desc nulls last,
            try_cast(trim(list_price_gbp) as decimal(18, 2)) desc nulls last) = 1
) to 'silver/dim_course.parquet';

copy (
    select
        'malformed' as reason, null::varchar as course_id, null::varchar as course_name, null::varchar as level,
        null::varchar as list_price_gbp, _corrupt_record, _source_file, _source_modified_at
    from 'bronze/courses/malformed.parquet'
    union all
    select
        if(code(course_id) is null, 'missing_key', 'bad_cast'), course_id, course_name, level, list_price_gbp,
        _corrupt_record, _source_file, _source_modified_at
    from 'bronze/courses/data.parquet'
    where code(course_id) is null or (label(list_price_gbp) is not null and try_cast(trim(list_price_gbp) as decimal(18, 2)) is null)
) to 'silver/dim_course_quarantine.parquet';

-- Cohorts.
create view stg_cohort as
select
    *, code(cohort_id) as key_cohort_id, code(course_id) as key_course_id, try_cast(trim(capacity) as int) as places,
    calendar_day(start_date) as first_day, calendar_day(end_date) as last_day,
    case
        when code(cohort_id) is null then 'missing_key'
        when (places is null and label(capacity) is not null) or (first_day is null and label(start_date) is not null)
            or (last_day is null and label(end_date) is not null) then 'bad_cast'
    end as reason
from 'bronze/cohorts/data.parquet';

create temp table latest_cohort as
from stg_cohort where reason is null
qualify row_number() over (
    partition by key_cohort_id
    order by _source_modified_at desc, first_day desc nulls last, _source_file desc, key_course_id desc nulls last,
        word(delivery_mode) desc nulls last, places desc nulls last, last_day desc nulls last) = 1;

copy (
    select
        key_cohort_id as cohort_id, key_course_id as course_id, word(delivery_mode) as delivery_mode, places as capacity,
        first_day as start_date, last_day as end_date
    from latest_cohort semi join 'silver/dim_course.parquet' as dim_course on dim_course.course_id = key_course_id
) to 'silver/dim_cohort.parquet';

copy (
    select
        'malformed' as reason, null::varchar as cohort_id, null::varchar as course_id, null::varchar as start_date,
        null::varchar as end_date, null::varchar as delivery_mode, null::varchar as capacity,
        _corrupt_record, _source_file, _source_modified_at
    from 'bronze/cohorts/malformed.parquet'
    union all
    select
        reason, cohort_id, course_id, start_date, end_date, delivery_mode, capacity, _corrupt_record, _source_file, _source_modified_at
    from stg_cohort where reason is not null
    union all
    select
        'orphan', cohort_id, latest_cohort.course_id, start_date, end_date, delivery_mode, capacity,
        _corrupt_record, _source_file, _source_modified_at
    from latest_cohort anti join 'silver/dim_course.parquet' as dim_course on dim_course.course_id = key_course_id
) to 'silver/dim_cohort_quarantine.parquet';

-- Sessions.
create view stg_session as
select
    *, code(session_id) as key_session_id, code(cohort_id) as key_cohort_id, try_cast(trim(session_number) as int) as number,
    instant(session_ts) as session_at,
    case when code(session_id) is null then 'missing_key' when number is null or session_at is null then 'bad_cast' end as reason
from 'bronze/sessions/data.parquet';

create temp table latest_session as
from stg_session where reason is null
qualify row_number() over (
    partition by key_session_id
    order by _source_modified_at desc, session_at desc, _source_file desc, key_cohort_id desc nulls last,
        label(topic) desc nulls last, number desc) = 1;

copy (
    select key_session_id as session_id, key_cohort_id as cohort_id, label(topic) as topic, number as session_number, session_at
    from latest_session semi join 'silver/dim_cohort.parquet' as dim_cohort on dim_cohort.cohort_id = key_cohort_id
) to 'silver/dim_session.parquet';

copy (
    select
        'malformed' as reason, null::varchar as session_id, null::varchar as cohort_id, null::varchar as session_number,
        null::varchar as session_ts, null::varchar as topic, _corrupt_record, _source_file, _source_modified_at
    from 'bronze/sessions/malformed.parquet'
    union all
    select reason, session_id, cohort_id, session_number, session_ts, topic, _corrupt_record, _source_file, _source_modified_at
    from stg_session where reason is not null
    union all
    select
        'orphan', session_id, latest_session.cohort_id, session_number, session_ts, topic,
        _corrupt_record, _source_file, _source_modified_at
    from latest_session anti join 'silver/dim_cohort.parquet' as dim_cohort on dim_cohort.cohort_id = key_cohort_id
) to 'silver/dim_session_quarantine.parquet';

-- Enrollments. From here on tables are large: what is kept is written first; whatever may have been rejected is found in one more pass, and orphans
-- among those few rows. The planner takes `row_number() = 1` for a rare thing and would build its hash tables from the facts: the sides stay as written.
set disabled_optimizers = 'build_side_probe_side';
create view stg_enrollment as
select
    code(enrollment_id) as enrollment_id, code(user_id) as user_id, code(cohort_id) as cohort_id,
    word(enrollment_status) as enrollment_status, instant(enrolled_ts) as enrolled_at,
    case when code(enrollment_id) is null then 'missing_key' when instant(enrolled_ts) is null then 'bad_cast' end as reason,
    {enrollment_id: enrollment_id, user_id: user_id, cohort_id: cohort_id, enrolled_ts: enrolled_ts, enrollment_status: enrollment_status}
        as raw,
    _corrupt_record, _source_file, _source_modified_at
from 'bronze/enrollments/data.parquet';

copy (
    with latest as (
        select enrollment_id, user_id, cohort_id, enrollment_status, enrolled_at
        from stg_enrollment where reason is null
        qualify row_number() over (
            partition by enrollment_id
            order by _source_modified_at desc, enrolled_at desc, _source_file desc, user_id desc nulls last, cohort_id desc nulls last,
                enrollment_status desc nulls last) = 1
    )
    from latest
    semi join 'silver/dim_user.parquet' as dim_user using (user_id)
    semi join 'silver/dim_cohort.parquet' as dim_cohort using (cohort_id)
) to 'silver/fct_enrollment.parquet';

copy (
    with suspects as materialized (
        from stg_enrollment
        where reason is not null or user_id is null or cohort_id is null or user_id not in (select user_id from 'silver/dim_user.parquet')
            or cohort_id not in (select cohort_id from 'silver/dim_cohort.parquet')
    ),
    orphans as (
        from suspects anti join 'silver/fct_enrollment.parquet' as kept using (enrollment_id)
        where reason is null
        qualify row_number() over (
            partition by enrollment_id
            order by _source_modified_at desc, enrolled_at desc, _source_file desc, user_id desc nulls last, cohort_id desc nulls last,
                enrollment_status desc nulls last) = 1
    )
    select
        'malformed' as reason, null::varchar as enrollment_id, null::varchar as user_id, null::varchar as cohort_id,
        null::varchar as enrolled_ts, null::varchar as enrollment_status, _corrupt_record, _source_file, _source_modified_at
    from 'bronze/enrollments/malformed.parquet'
    union all
    select reason, raw.*, _corrupt_record, _source_file, _source_modified_at from suspects where reason is not null
    union all
    select 'orphan', raw.*, _corrupt_record, _source_file, _source_modified_at from orphans
) to 'silver/fct_enrollment_quarantine.parquet';

-- Payments.
create view stg_payment as
select
    code(payment_id) as payment_id, code(user_id) as user_id, code(cohort_id) as cohort_id, word(payment_status) as payment_status,
    word(payment_method) as payment_method, code(currency) as currency, try_cast(trim(amount_gbp) as decimal(18, 2)) as amount_gbp,
    instant(payment_ts) as paid_at,
    case
        when code(payment_id) is null then 'missing_key'
        when try_cast(trim(amount_gbp) as decimal(18, 2)) is null or instant(payment_ts) is null then 'bad_cast'
    end as reason,
    {payment_id: payment_id, user_id: user_id, cohort_id: cohort_id, amount_gbp: amount_gbp, payment_ts: payment_ts,
        payment_status: payment_status, payment_method: payment_method, currency: currency} as raw,
    _corrupt_record, _source_file, _source_modified_at
from 'bronze/payments/data.parquet';

copy (
    with latest as (
        select payment_id, user_id, cohort_id, payment_status, payment_method, currency, amount_gbp, paid_at
        from stg_payment where reason is null
        qualify row_number() over (
            partition by payment_id
            order by _source_modified_at desc, paid_at desc, _source_file desc, user_id desc nulls last, cohort_id desc nulls last,
                payment_status desc nulls last, payment_method desc nulls last, currency desc nulls last, amount_gbp desc) = 1
    )
    from latest
    semi join 'silver/dim_user.parquet' as dim_user using (user_id)
    semi join 'silver/dim_cohort.parquet' as dim_cohort using (cohort_id)
) to 'silver/fct_payment.parquet';

copy (
    with suspects as materialized (
        from stg_payment
        where reason is not null or user_id is null or cohort_id is null or user_id not in (select user_id from 'silver/dim_user.parquet')
            or cohort_id not in (select cohort_id from 'silver/dim_cohort.parquet')
    ),
    orphans as (
        from suspects anti join 'silver/fct_payment.parquet' as kept using (payment_id)
        where reason is null
        qualify row_number() over (
            partition by payment_id
            order by _source_modified_at desc, paid_at desc, _source_file desc, user_id desc nulls last, cohort_id desc nulls last,
                payment_status desc nulls last, payment_method desc nulls last, currency desc nulls last, amount_gbp desc) = 1
    )
    select
        'malformed' as reason, null::varchar as payment_id, null::varchar as user_id, null::varchar as cohort_id,
        null::varchar as amount_gbp, null::varchar as payment_ts, null::varchar as payment_status, null::varchar as payment_method,
        null::varchar as currency, _corrupt_record, _source_file, _source_modified_at
    from 'bronze/payments/malformed.parquet'
    union all
    select reason, raw.*, _corrupt_record, _source_file, _source_modified_at from suspects where reason is not null
    union all
    select 'orphan', raw.*, _corrupt_record, _source_file, _source_modified_at from orphans
) to 'silver/fct_payment_quarantine.parquet';

-- Attendance: cohort, number and time are the session's own.
create view stg_attendance as
select
    code(user_id) as user_id, code(session_id) as session_id, code(cohort_id) as cohort_id,
    case lower(trim(attended_flag)) when '1' then true when 'true' then true when '0' then false when 'false' then false end as is_attended,
    instant(attendance_marked_ts) as marked_at,
    case
        when code(user_id) is null or code(session_id) is null then 'missing_key'
        when is_attended is null or (marked_at is null and label(attendance_marked_ts) is not null) then 'bad_cast'
    end as reason,
    {user_id: user_id, cohort_id: cohort_id, session_id: session_id, session_number: session_number, session_ts: session_ts,
        attended_flag: attended_flag, attendance_marked_ts: attendance_marked_ts} as raw,
    _corrupt_record, _source_file, _source_modified_at
from 'bronze/sessions_attended/data.parquet';

copy (
    with latest as (
        select user_id, session_id, cohort_id, is_attended, marked_at
        from stg_attendance where reason is null
        qualify row_number() over (
            partition by user_id, session_id
            order by _source_modified_at desc, marked_at desc nulls last, _source_file desc, cohort_id desc nulls last,
                is_attended desc) = 1
    )
    select
        latest.user_id, latest.session_id, dim_session.cohort_id, dim_session.session_number, latest.is_attended, dim_session.session_at,
        latest.marked_at
    from latest
    join 'silver/dim_session.parquet' as dim_session using (session_id)
    semi join 'silver/dim_user.parquet' as dim_user on dim_user.user_id = latest.user_id
    semi join 'silver/dim_cohort.parquet' as dim_cohort on dim_cohort.cohort_id = latest.cohort_id
) to 'silver/fct_attendance.parquet';

copy (
    with suspects as materialized (
        from stg_attendance
        where reason is not null or cohort_id is null or user_id not in (select user_id from 'silver/dim_user.parquet')
            or session_id not in (select session_id from 'silver/dim_session.parquet')
            or cohort_id not in (select cohort_id from 'silver/dim_cohort.parquet')
    ),
    orphans as (
        from suspects anti join 'silver/fct_attendance.parquet' as kept using (user_id, session_id)
        where reason is null
        qualify row_number() over (
            partition by user_id, session_id
            order by _source_modified_at desc, marked_at desc nulls last, _source_file desc, cohort_id desc nulls last,
                is_attended desc) = 1
    )
    select
        'malformed' as reason, null::varchar as user_id, null::varchar as cohort_id, null::varchar as session_id,
        null::varchar as session_number, null::varchar as session_ts, null::varchar as attended_flag,
        null::varchar as attendance_marked_ts, _corrupt_record, _source_file, _source_modified_at
    from 'bronze/sessions_attended/malformed.parquet'
    union all
    select reason, raw.*, _corrupt_record, _source_file, _source_modified_at from suspects where reason is not null
    union all
    select 'orphan', raw.*, _corrupt_record, _source_file, _source_modified_at from orphans
) to 'silver/fct_attendance_quarantine.parquet';

set disabled_optimizers = '';

-- The calendar years that silver touches.
copy (
    with years as (
        select year(min(first_moment)) as first_year, year(max(last_moment)) as last_year
        from (
            select min(signup_at) as first_moment, max(signup_at) as last_moment from 'silver/dim_user.parquet'
            union all
            select least(min(start_date), min(end_date)), greatest(max(start_date), max(end_date)) from 'silver/dim_cohort.parquet'
            union all select min(session_at), max(session_at) from 'silver/dim_session.parquet'
            union all select min(enrolled_at), max(enrolled_at) from 'silver/fct_enrollment.parquet'
            union all select min(paid_at), max(paid_at) from 'silver/fct_payment.parquet'
            union all select min(marked_at), max(marked_at) from 'silver/fct_attendance.parquet'
        )
    ),
    days as (
        select unnest(generate_series(make_date(first_year, 1, 1), make_date(last_year, 12, 31), interval 1 day))::date as calendar_date
        from years
    )
    select
        calendar_date, year(calendar_date)::int as calendar_year, quarter(calendar_date)::int as calendar_quarter,
        month(calendar_date)::int as calendar_month, day(calendar_date)::int as day_of_month, isodow(calendar_date)::int as day_of_week,
        weekofyear(calendar_date)::int as iso_week, isodow(calendar_date) >= 6 as is_weekend,
        date_trunc('month', calendar_date)::date as month_start_date
    from days
) to 'silver/dim_date.parquet';

-- One row for each user in each cohort, with the flags that gold counts.
copy (
    with enrolled as (
        select user_id, cohort_id, arg_max({status: enrollment_status, enrolled_at: enrolled_at}, (enrolled_at, enrollment_id)) as latest
        from 'silver/fct_enrollment.parquet' group by user_id, cohort_id
    ),
    money as (
        select
            user_id, cohort_id, bool_or(payment_status = 'success') as has_paid,
            sum(amount_gbp) filter (payment_status in ('success', 'refunded')) as net_amount_gbp
        from 'silver/fct_payment.parquet' group by user_id, cohort_id
    ),
    attendance as (
        select
            user_id, cohort_id, count(*) as marked_count, count(*) filter (is_attended) as attended_count,
            max(session_number) filter (is_attended) as last_attended_number
        from 'silver/fct_attendance.parquet' group by user_id, cohort_id
    ),
    held as (select distinct session_id from 'silver/fct_attendance.parquet'),
    planned as (
        select cohort_id, count(*) as session_count, count(held.session_id) as held_count
        from 'silver/dim_session.parquet' as dim_session left join held using (session_id) group by cohort_id
    ),
    facts as (
        select
            user_id, cohort_id, latest.status as enrollment_status, coalesce(marked_count, 0) as marked_count,
            coalesce(attended_count, 0) as attended_count, coalesce(net_amount_gbp, 0)::decimal(18, 2) as net_amount_gbp,
            coalesce(latest.status = 'active', false) as is_active, coalesce(has_paid, false) as is_paid,
            coalesce(held_count > 0, false) as has_begun, coalesce(held_count = session_count, false) as is_over,
            coalesce(last_attended_number > held_count // 2, false) as has_come_lately, latest.enrolled_at as enrolled_at
        from enrolled
        left join money using (user_id, cohort_id)
        left join attendance using (user_id, cohort_id)
        left join planned using (cohort_id)
    )
    select
        user_id, cohort_id, enrollment_status, marked_count, attended_count, net_amount_gbp, is_active,
        coalesce(enrollment_status = 'cancelled', false) as is_cancelled, coalesce(enrollment_status = 'deferred', false) as is_deferred,
        is_paid, is_paid and net_amount_gbp <= 0 as is_refunded_in_full, attended_count > 0 as has_attended,
        is_active and has_begun and not has_come_lately as is_dropped_off, is_active and has_come_lately and is_over as is_completed,
        is_active and has_come_lately and not is_over as is_attending, enrolled_at
    from facts
) to 'silver/fct_learner_cohort.parquet';
