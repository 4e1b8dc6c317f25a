using CsCheck;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

public sealed class ExpressionRoundTripTests
{
    private static readonly Gen<Identifier> Names = Gen.OneOf(
        Gen.OneOf("a", "b", "amount_gbp", "order", "date", "x1", "1st").Select(text => new Identifier(text)),
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.OneOf('`', ' ', '.', 'é', '-')), 1, 6].Select(text => new Identifier(text) { IsQuoted = true }));

    private static readonly Gen<QualifiedName> QualifiedNames = Names.List[1, 3].Select(parts => new QualifiedName(parts));

    private static readonly Gen<DataTypeSyntax> Types = Gen.Recursive<DataTypeSyntax>((depth, self) => depth > 3
        ? Gen.OneOf("int", "string", "timestamp_ntz").Select(name => new DataTypeSyntax(name))
        : Gen.OneOf(
            Gen.OneOf("int", "string", "double", "variant", "interval day to second").Select(name => new DataTypeSyntax(name)),
            Gen.Select(Gen.Int[1, 38], Gen.Int[0, 10]).Select((p, s) => new DataTypeSyntax("decimal") { Numbers = [p, s] }),
            self.Select(element => new DataTypeSyntax("array") { Arguments = [element] }),
            Gen.Select(self, self).Select((key, value) => new DataTypeSyntax("map") { Arguments = [key, value] }),
            Gen.Select(Names, self, Gen.Bool).List[1, 3].Select(fields =>
                new DataTypeSyntax("struct") { Fields = [.. fields.Select(f => new ColumnDefinition(f.Item1, f.Item2) { IsNotNull = f.Item3 })] })));

    private static readonly Gen<Expression> Leaves = Gen.OneOf<Expression>(
        Gen.OneOf<bool?>(true, false, null).Select(value => (Expression)new ConstantExpression(value)),
        Gen.Select(Gen.ULong, Gen.OneOf(NumberSuffix.None, NumberSuffix.BigInt, NumberSuffix.Decimal, NumberSuffix.Double, NumberSuffix.TinyInt), Gen.Bool)
            .Select((n, suffix, negative) => (Expression)new NumberExpression((negative ? "-" : "") + n.ToString(System.Globalization.CultureInfo.InvariantCulture), suffix)),
        Gen.OneOf("1.50", ".5", "5.", "1e3", "2.5E-7").Select(text => (Expression)new NumberExpression(text, NumberSuffix.None)),
        Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('\n', 'é', '\'', '\\', '"')), 0, 8].Select(text => (Expression)new StringExpression(text)),
        Gen.OneOf("date", "timestamp", "timestamp_ntz", "x", "interval").Select(type => (Expression)new TypedLiteralExpression(type, "2024-01-01")),
        QualifiedNames.Select(name => (Expression)new NameExpression(name)),
        Gen.OneOf("p", "run_date").Select(name => (Expression)new ParameterExpression(name)));

    private static readonly Gen<Expression> Expressions = Gen.Recursive<Expression>((depth, self) => depth > 4 ? Leaves : Gen.OneOf<Expression>(
        Leaves,
        Gen.Select(Gen.OneOf("-", "+", "~", "not"), self).Select((sign, e) => Negation(sign, e)),
        Gen.Select(Gen.OneOf("or", "and", "=", "<>", "!=", "<=>", "<", ">=", "|", "^", "&", "<<", ">>", ">>>", "+", "-", "||", "*", "/", "%", "div"), self, self)
            .Select((sign, l, r) => (Expression)new BinaryExpression(sign, l, r)),
        Gen.Select(self, self, self, Gen.Bool).Select((e, low, high, not) => (Expression)new BetweenExpression(e, low, high, not)),
        Gen.Select(self, self.List[1, 3], Gen.Bool).Select((e, items, not) => (Expression)new InListExpression(e, items, not)),
        Gen.Select(self, self, Gen.OneOf("like", "ilike", "rlike"), Gen.OneOf<string?>(null, "!"), Gen.Bool)
            .Select((e, pattern, word, escape, not) => (Expression)new LikeExpression(e, word, [pattern], LikeQuantifier.None, escape, not)),
        Gen.Select(self, self.List[1, 2], Gen.OneOf(LikeQuantifier.Any, LikeQuantifier.All), Gen.Bool)
            .Select((e, patterns, quantifier, not) => (Expression)new LikeExpression(e, "like", patterns, quantifier, null, not)),
        Gen.Select(self, Gen.OneOf("null", "true", "false", "unknown"), Gen.Bool).Select((e, word, not) => (Expression)new IsExpression(e, word, not)),
        Gen.Select(self, self, Gen.Bool).Select((l, r, not) => (Expression)new IsDistinctExpression(l, r, not)),
        Gen.Select(Gen.Select(self, self).List[1, 2], Gen.Bool, self, self).Select((branches, isShort, operand, otherwise) =>
            (Expression)new CaseExpression(isShort ? operand : null, [.. branches.Select(b => (b.Item1, b.Item2))], isShort ? null : otherwise)),
        Gen.Select(self, Types, Gen.Bool).Select((e, type, isTry) => (Expression)new CastExpression(e, type, isTry)),
        Gen.Select(Gen.OneOf("both", "leading", "trailing"), self, self).Select((side, c, t) => (Expression)new TrimExpression(side, c, t)),
        self.Select(e => (Expression)new ExtractExpression("year", e)),
        Gen.Select(self, self).Select((e, index) => (Expression)new IndexExpression(e, index)),
        Gen.Select(Names.List[2, 3], self).Select((names, body) => (Expression)new LambdaExpression(names, body)),
        self.List[2, 3].Select(items => (Expression)new RowExpression(items)),
        Gen.Select(QualifiedNamesOfFunctions, self.List[1, 3], Gen.Bool).Select((name, arguments, distinct) => (Expression)new CallExpression(name, arguments) { IsDistinct = distinct }),
        Gen.Select(self, self).Select((e, filter) => (Expression)new CallExpression(new QualifiedName([new Identifier("sum")]), [e]) { Filter = filter })));

    private static Gen<QualifiedName> QualifiedNamesOfFunctions => Gen.OneOf("f", "sum", "coalesce", "if").Select(name => new QualifiedName([new Identifier(name)]));

    // The parser folds a minus sign into a number that follows it, parenthesised or not it is another tree.
    private static Expression Negation(string sign, Expression operand) => new UnaryExpression(sign, operand);

    [Fact]
    public void A_printed_expression_parses_to_the_same_tree() => Expressions.Sample(
        expression =>
        {
            var text = ExpressionText.Of(expression);
            var parsed = SqlParser.ParseExpression(new SourceText(text));
            Assert.Equal(TreeText.Of(expression), TreeText.Of(parsed));
        },
        iter: 3000);

    [Theory]
    [InlineData("a or b and not c = d + e * - f", "(a) or ((b) and (not ((c) = ((d) + ((e) * (- (f)))))))")]
    [InlineData("a || b + c", "((a) || (b)) + (c)")]
    [InlineData("a = b is null", "((a) = (b)) IS null")]
    [InlineData("not a is null", "not ((a) IS null)")]
    [InlineData("a between 1 and 2 and b", "((a) BETWEEN (1) AND (2)) and (b)")]
    [InlineData("a & b | c ^ d << e", "((a) & (b)) | ((c) ^ ((d) << (e)))")]
    [InlineData("a and b and c", "((a) and (b)) and (c)")]
    [InlineData("a and b and c and d", "((a) and (b)) and ((c) and (d))")]
    [InlineData("-1::string", "CAST(-1 AS string)")]
    [InlineData("- 1", "-1")]
    [InlineData("2 -1", "(2) - (1)")]
    [InlineData("-a.b[0]", "- ((a.b)[0])")]
    [InlineData("a !< b", "(a) >= (b)")]
    [InlineData("case (a) when 1 then 2 end", "CASE (a) WHEN 1 THEN 2 END")]
    [InlineData("x not like any ('a', 'b')", "(x) NOT like Any ('a', 'b')")]
    public void Operators_bind_as_in_Spark(string sql, string meant) => Assert.Equal(
        TreeText.Of(SqlParser.ParseExpression(new SourceText(meant))), TreeText.Of(SqlParser.ParseExpression(new SourceText(sql))));

    [Theory]
    [InlineData("((select 1) + 1)", "BinaryExpression")]
    [InlineData("((select 1))", "SubqueryExpression")]
    [InlineData("(((select 1) union (select 2)))", "SubqueryExpression")]
    [InlineData("((select 1) - (select 2)) * 3", "BinaryExpression")]
    [InlineData("x in ((select 1), 2)", "InListExpression")]
    [InlineData("x in ((select 1))", "InSubqueryExpression")]
    [InlineData("exists ((select 1))", "ExistsExpression")]
    [InlineData("v:a.b[0]['c d']", "JsonPathExpression")]
    public void Parentheses_hold_a_query_only_where_one_can_stand(string sql, string node) =>
        Assert.Equal(node, SqlParser.ParseExpression(new SourceText(sql)).GetType().Name);
}
