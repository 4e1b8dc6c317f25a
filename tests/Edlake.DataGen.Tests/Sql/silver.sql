-- The cleaning rules of docs/metrics.md, written by hand and apart from the generator: normalise, cast, latest version of each key, referential integrity.
create macro code(x) as nullif(upper(trim(x)), '');
create macro word(x) as nullif(lower(trim(x)), '');
create macro instant(x) as try_cast(trim(x) as timestamptz)::timestamp;

create table dim_user as
select code(user_id) as user_id, instant(signup_ts) as signup_at, word(signup_source) as signup_source, trim(country) as country
from raw_users where code(user_id) is not null and instant(signup_ts) is not null
qualify row_number() over (partition by code(user_id) order by modified_at desc, filename) = 1;

create table dim_course as
select code(course_id) as course_id, course_name, level from raw_courses
qualify row_number() over (partition by code(course_id) order by modified_at desc, filename) = 1;

create table dim_cohort as
select code(cohort_id) as cohort_id, code(course_id) as course_id, capacity::int as capacity from raw_cohorts
qualify row_number() over (partition by code(cohort_id) order by modified_at desc, filename) = 1;

create table dim_session as
with latest as (
    select code(session_id) as session_id, code(cohort_id) as cohort_id, try_cast(session_number as int) as session_number, instant(session_ts) as session_at
    from raw_sessions where code(session_id) is not null and instant(session_ts) is not null
    qualify row_number() over (partition by code(session_id) order by modified_at desc, filename) = 1)
select * from latest where cohort_id in (select cohort_id from dim_cohort);

create table fct_enrollment as
with latest as (
    select code(enrollment_id) as enrollment_id, code(user_id) as user_id, code(cohort_id) as cohort_id, instant(enrolled_ts) as enrolled_at, word(enrollment_status) as enrollment_status
    from raw_enrollments where code(enrollment_id) is not null and instant(enrolled_ts) is not null
    qualify row_number() over (partition by code(enrollment_id) order by modified_at desc, filename) = 1)
select * from latest where user_id in (select user_id from dim_user) and cohort_id in (select cohort_id from dim_cohort);

create table fct_payment as
with latest as (
    select code(payment_id) as payment_id, code(user_id) as user_id, code(cohort_id) as cohort_id, try_cast(trim(amount_gbp) as decimal(10, 2)) as amount_gbp,
        instant(payment_ts) as paid_at, word(payment_status) as payment_status, word(payment_method) as payment_method
    from raw_payments where code(payment_id) is not null and instant(payment_ts) is not null and try_cast(trim(amount_gbp) as decimal(10, 2)) is not null
    qualify row_number() over (partition by code(payment_id) order by modified_at desc, filename) = 1)
select * from latest where user_id in (select user_id from dim_user) and cohort_id in (select cohort_id from dim_cohort);

create table fct_attendance as
with latest as (
    select code(user_id) as user_id, code(cohort_id) as cohort_id, code(session_id) as session_id, try_cast(trim(attended_flag) as int) = 1 as is_attended
    from raw_marks where code(user_id) is not null and code(session_id) is not null and trim(attended_flag) in ('0', '1')
    qualify row_number() over (partition by code(user_id), code(session_id) order by modified_at desc, filename) = 1)
select latest.user_id, latest.session_id, latest.is_attended, dim_session.cohort_id, dim_session.session_number, dim_session.session_at
from latest join dim_session using (session_id) where latest.user_id in (select user_id from dim_user) and latest.cohort_id in (select cohort_id from dim_cohort);
