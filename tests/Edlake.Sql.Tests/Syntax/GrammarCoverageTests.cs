using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

public sealed class GrammarCoverageTests
{
    [Theory]
    [InlineData("with recursive r(n) as (values (1) union all select n + 1 from r) select * from r")]
    [InlineData("select /*+ broadcast(t) */ all a from t left outer join lateral (select 1) x on true natural full join y left semi join z using (a, b)")]
    [InlineData("select * from t tablesample (10 percent) repeatable (3) a, range(10) r(id) cross join values (1, 2), (3, 4) as v(a, b)")]
    [InlineData("select * from t pivot (sum(a) as s, max(b) for (c, d) in ((1, 2) as x, (3, 4))) p where x > 1")]
    [InlineData("select * from t unpivot include nulls ((a, b) for k in ((c, d) as x, (e, f))) u")]
    [InlineData("select a, sum(b) from t group by grouping sets ((a), (), rollup (b)), cube (c, (d, e)) having sum(b) > 1 qualify row_number() over w = 1 order by all")]
    [InlineData("select sum(a) over w from t window w as (partition by b order by c range between interval 1 day preceding and unbounded following)")]
    [InlineData("select percentile_cont(0.5) within group (order by a desc) filter (where a > 1), first(a) ignore nulls over (order by b), lag(a, 1) respect nulls over (order by b) from t")]
    [InlineData("(select 1 order by 1 limit 1) union all (select 2) intersect distinct select 3 minus select 4 order by 1 limit all offset 2")]
    [InlineData("select * from delta.`/p/q` version as of 3, csv.`/a b/*.csv`, t@v1, u for system_time as of '2024-01-01'")]
    [InlineData("select substring('abc' from 2 for 1), overlay('a' placing 'b' from 1 for 2), position('a' in 'b'), extract(day from d), trim(leading 'x' from y), trim(from z)")]
    [InlineData("select timestampdiff(month, a, b), dateadd(day, 1, c), current_date, current_timestamp(), a is not distinct from b, (a, b) in (select 1, 2), x collate utf8_lcase")]
    [InlineData("select interval '1-2' year to month, interval -3 days, interval 1 day 2 hours, x'ff', timestamp_ntz '2024-01-01', ?, ?")]
    [InlineData("select identifier('a' || :b)(1), f(a => 1, b => array(x -> 1)), aggregate(a, 0, (acc, x) -> acc + x, acc -> acc * 2)")]
    [InlineData("select * from t lateral view explode(a) x as k, v lateral view outer posexplode(b) y where k > 1")]
    [InlineData("from t |> extend a + 1 as b |> set b = 2 |> drop c, d |> as x |> left join y using (k) |> union all (select 1) |> pivot (sum(a) for b in (1)) |> limit 3 offset 1")]
    [InlineData("table a.b.c")]
    [InlineData("values (1, default), (2, null)")]
    [InlineData("explain formatted select 1")]
    [InlineData("insert overwrite table t partition (a = 1, b) (c, d) select 1, 2, 3")]
    [InlineData("insert into t replace where a > 1 and b = 'x' select * from u")]
    [InlineData("insert into t (a, b) values (1, default)")]
    [InlineData("with x as (select 1) insert into t by name from x select *")]
    [InlineData("merge with schema evolution into a.b as t using (select 1 as id) s on t.id = s.id when not matched by target and s.id > 1 then insert * when not matched by source then update set t.x = default")]
    [InlineData("update t as x set a.b = 1, c = default where d")]
    [InlineData("delete from delta.`/p` where a in (select b from c)")]
    [InlineData("create or replace table t using csv options (header true, 'sep' = ';') partitioned by (a) location '/p' comment 'c' as select 1")]
    [InlineData("create table t shallow clone s version as of 3 location '/p'")]
    [InlineData("create or replace global temporary view v (a comment 'x', b) comment 'y' tblproperties ('k' = 'v') as with c as (select 1) select * from c")]
    [InlineData("create temporary view v (a int) using csv options (path '/p', header 'true')")]
    [InlineData("create schema if not exists c.s comment 'x' managed location '/p' with dbproperties (a = 'b')")]
    [InlineData("drop schema if exists s cascade")]
    [InlineData("alter table t add columns (a int comment 'x' first, s.f string after b)")]
    [InlineData("alter table t drop columns (a, b)")]
    [InlineData("alter table t alter column a.b set default 1 + 2")]
    [InlineData("alter table t add constraint c check (a > 0 and b is not null)")]
    [InlineData("alter table t unset tblproperties if exists ('a', b.c)")]
    [InlineData("alter table t cluster by (a, b)")]
    [InlineData("alter table t drop feature deletionVectors truncate history")]
    [InlineData("alter view v as select 1")]
    [InlineData("comment on column t.a is null")]
    [InlineData("describe table extended t a")]
    [InlineData("describe history t limit 3")]
    [InlineData("describe query with a as (select 1) select * from a")]
    [InlineData("describe function extended abs")]
    [InlineData("show tables in a like 'x*'")]
    [InlineData("show columns in t in s")]
    [InlineData("show tblproperties t ('a.b')")]
    [InlineData("set time zone interval 2 hours")]
    [InlineData("set variable a = 1, b = (select 2)")]
    [InlineData("set var (a, b) = (select 1, 2)")]
    [InlineData("declare or replace variable a, b decimal(10, 2) default 1.5")]
    [InlineData("execute immediate 'select ?' into a, b using 1, x as y")]
    [InlineData("copy into t by position from '/p' fileformat = json validate 10 rows files = ('a', 'b') format_options ('mergeSchema' = 'true', header = true)")]
    [InlineData("optimize t where a = 1 zorder by (a, b)")]
    [InlineData("restore table t to timestamp as of '2024-01-01'")]
    [InlineData("analyze table t compute statistics for all columns")]
    [InlineData("convert to delta parquet.`/p` partitioned by (a int)")]
    [InlineData("create widget dropdown a default 'b' choices select * from (values ('a'), ('b'))")]
    [InlineData("remove widget a")]
    public void The_statement_is_understood(string sql) => Assert.NotNull(SqlParser.ParseStatement(new SourceText(sql)));

    [Fact]
    public void A_schema_in_DDL_gives_its_columns()
    {
        var columns = SqlParser.ParseSchema(new SourceText("a INT NOT NULL COMMENT 'x', `b c`: ARRAY<STRUCT<d: DECIMAL(10,2), e: MAP<STRING, INTERVAL DAY TO SECOND>>>"));
        Assert.Equal(["a", "b c"], columns.Select(column => column.Name.Value));
        Assert.Equal((true, "x", "array"), (columns[0].IsNotNull, columns[0].Comment, columns[1].Type!.Name));
    }
}
