#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cel/testing.h"

namespace decorum::cel {
namespace {

// Each must be true.
const std::vector<std::string> truths{
    // size and texts
    "size('ta©o') == 4", "'ta©o'.size() == 4", "size(b'©') == 2", "size([1, 2]) == 2",
    "{'a': 1}.size() == 1", "'abc'.contains('') && 'abc'.contains('bc')", "!'abc'.contains('cb')",
    "'abc'.startsWith('ab') && !'abc'.startsWith('b')", "'abc'.endsWith('bc')",
    "'banana'.matches('^ba(na)+$')", "matches('banana', 'n.n')", "!'banana'.matches('^an')",
    "'été'.matches('^.t.$')", "'a\\nb'.matches('a.b') == false",
    // conversions
    "int('-42') == -42", "int('+7') == 7", "int(3u) == 3", "int(-1.9) == -1", "int('007') == 7",
    "int(timestamp('1970-01-01T00:01:00Z')) == 60", "uint('42') == 42u", "uint(1.9) == 1u",
    "double('1e3') == 1000.0", "double('.5') == 0.5", "double('5.') == 5.0",
    "double('-Infinity') == -1.0 / 0.0", "math.isNaN(double('NaN'))", "double('inf') > 1.0",
    "string(1.0) == '1'", "string(123.456) == '123.456'", "string(1e6) == '1e+06'",
    "string(-4.5e-3) == '-0.0045'", "string(1e-7) == '1e-07'", "string(-0.0) == '-0'",
    "string(true) == 'true'", "string(b'abc') == 'abc'",
    "string(timestamp('2009-02-13T23:31:30.50Z')) == '2009-02-13T23:31:30.5Z'",
    "string(duration('1h1ms')) == '3600.001s'", "string(duration('-1.5s')) == '-1.5s'",
    "bytes('é') == b'\\303\\251'", "bool('True') && bool('T') && !bool('f')", "type(dyn(1)) == int",
    "timestamp(0) == timestamp('1970-01-01T00:00:00Z')", "timestamp(timestamp(5)) == timestamp(5)",
    "type(timestamp(0)) == google.protobuf.Timestamp", "type(null) == null_type",
    // time
    "timestamp('2009-02-13T23:31:30+01:00') == timestamp('2009-02-13T22:31:30Z')",
    "timestamp('2024-02-29T00:00:00Z').getDayOfYear() == 59",
    "timestamp('2009-02-13T23:31:30.123Z').getMilliseconds() == 123",
    "timestamp('2009-02-13T23:31:30Z').getHours('Europe/Paris') == 0",
    "timestamp('2009-07-13T23:31:30Z').getHours('Europe/London') == 0",
    "timestamp('2009-02-13T23:31:30Z').getDate('-00:30') == 13",
    "timestamp('2009-02-13T23:31:30Z').getDayOfWeek('UTC') == 5",
    "timestamp('2009-02-13T23:31:30Z').getMinutes('+05:45') == 16",
    "timestamp('0001-01-01T00:00:00Z').getFullYear('-01:00') == 0",
    "timestamp('2009-02-13T23:31:30Z').getMinutes('+5:30') == 1",
    "timestamp('2009-02-13T23:31:30Z').getHours('-5:00') == 18",
    "timestamp('2049-07-04T12:00:00Z').getHours('Europe/London') == 13",
    "timestamp('2049-12-04T12:00:00Z').getHours('Europe/London') == 12",
    "timestamp('2048-02-29T12:00:00Z').getHours('Australia/Sydney') == 23",
    "timestamp('2044-03-13T06:59:59Z').getHours('America/New_York') == 1",
    "timestamp('2044-03-13T07:00:00Z').getHours('America/New_York') == 3",
    "timestamp('9999-07-04T12:00:00Z').getHours('Asia/Tokyo') == 21",
    "duration('1h30m5s').getHours() == 1", "duration('1h30m5s').getMinutes() == 90",
    "duration('1h30m5s').getSeconds() == 5405",
    "duration('123.321456789s').getMilliseconds() == 321",
    "duration('1h') == duration('60m') && duration('1ms') == duration('1000us')",
    "duration('1µs') == duration('1000ns')", "duration('0') == duration('0s')",
    "duration('+1.5h') == duration('5400s')", "duration('-1h30m') == duration('-90m')",
    "duration('0.3s') == duration('300ms')",
    "duration('0.333333333333333333h') == duration('1199999999999ns')",
    "duration('0.9999999999999999999999s') == duration('999999999ns')",
    "duration('-9223372036854775808ns') < duration('0')",
    // texts, extended
    "'hello'.charAt(4) == 'o' && 'hello'.charAt(5) == ''", "'ta©o©αT'.charAt(2) == '©'",
    "'hello mellow'.indexOf('') == 0 && 'hello mellow'.indexOf('', 2) == 2",
    "'hello mellow'.indexOf('ello', 2) == 7", "'hello'.indexOf('l', 5) == -1",
    "'hello mellow'.lastIndexOf('') == 12", "'hello mellow'.lastIndexOf('ello', 6) == 1",
    "'aaa'.lastIndexOf('a', 3) == -1 && 'aaa'.lastIndexOf('', 3) == 3",
    "'aaa'.lastIndexOf('aa') == 1", "['a', 'b'].join(', ') == 'a, b'",
    "'hello hello'.replace('he', 'we', 1) == 'wello hello'", "'ab'.replace('', '-') == '-a-b-'",
    "'hello hello'.replace('he', 'we', 0) == 'hello hello'", "'aé'.replace('', '.', 2) == '.a.é'",
    "'aaa'.replace('a', 'b', -9223372036854775808) == 'bbb'",
    "'a,b,c'.split(',') == ['a', 'b', 'c']", "'a,b,c'.split(',', 2) == ['a', 'b,c']",
    "'a,b,c'.split(',', 1) == ['a,b,c']", "'aéb'.split('') == ['a', 'é', 'b']",
    "'aéb'.split('', 2) == ['a', 'éb']", "''.split(',') == ['']", "''.split('') == []",
    "'tacocat'.substring(0, 4) == 'taco'", "'ta©o'.substring(2, 3) == '©'",
    "'  \\ttrim\\n '.trim() == 'trim'", "'\\u2003'.trim() == ''", "'gums'.reverse() == 'smug'",
    "'é©a'.reverse() == 'a©é'", "'TacoCÆt'.lowerAscii() == 'tacocÆt'",
    "'tacocæt'.upperAscii() == 'TACOCæT'",
    "strings.quote('a\"\\\\\\n') == '\"a\\\\\"\\\\\\\\\\\\n\"'",
    // format
    "'%s %s %s'.format(['a', 1, 2.5]) == 'a 1 2.5'", "'%d%%'.format([5]) == '5%'",
    "'%d'.format([2.5]) == '2.5'", "'%.2f'.format([2]) == '2.00'", "'%e'.format([12345.678]) == "
    "'1.234568e+04'", "'%.0f %.0f'.format([0.5, 1.5]) == '0 2'", "'%x'.format([-255]) == '-ff'",
    "'%X'.format(['hello']) == '68656C6C6F'", "'%x'.format([b'\\x01']) == '01'",
    "'%b'.format([-5]) == '-101'", "'%o'.format([8u]) == '10'", "'%s'.format([null]) == 'null'",
    "'%s'.format([{'b': 1, 'a': [true, b'x']}]) == '{a: [true, x], b: 1}'",
    "'%s'.format([{true: 1, 2: 'x'}]) == '{2: x, true: 1}'", "'%s'.format([1e23]) == "
    "'100000000000000000000000'", "'%s'.format([duration('1h45m47s')]) == '6347s'",
    "'%s'.format([type(1)]) == 'int'", "'%b'.format([-9223372036854775808]) == "
    "'-1000000000000000000000000000000000000000000000000000000000000000'",
    "'%s'.format(['unused', 'values']) == 'unused'",
    // numbers
    "math.greatest(1, 2u, 1.5) == 2u", "math.least([3, 1, 2]) == 1", "math.greatest(-0.5) == -0.5",
    "math.round(0.5) == 1.0 && math.round(-0.5) == -1.0", "math.trunc(-1.7) == -1.0",
    "math.abs(-2) == 2 && math.abs(2u) == 2u", "math.sign(-2.5) == -1.0 && math.sign(3) == 1",
    "math.sqrt(16) == 4.0 && math.isNaN(math.sqrt(-1.0))", "math.isFinite(1.0)",
    "math.bitOr(1, 6) == 7 && math.bitAnd(5u, 4u) == 4u && math.bitXor(1, 3) == 2",
    "math.bitNot(1) == -2", "math.bitShiftLeft(-1, 2) == -4", "math.bitShiftRight(-1, 63) == 1",
};

TEST(Functions, GiveWhatTheirDefinitionsSay) {
  for (const std::string& expr : truths) EXPECT_EQ(shown(expr), R"({"bool":true})") << expr;
}

TEST(Functions, PassTheTypeCheckAsWell) {
  const Environment env = standard_environment();
  for (const std::string& expr : truths) {
    const auto program = compile(env, expr);
    EXPECT_TRUE(program.has_value()) << expr << ": " << program.error().front().what;
  }
}

TEST(Functions, RefuseWhatTheyHaveNoAnswerFor) {
  for (const char* expr :
       {"int('1.5')", "int('')", "int(' 1')", "int('0x10')", "int('+-1')", "int(1e19)",
        "int(9223372036854775808u)", "int(double('NaN'))", "int(true)", "uint(-1)", "uint('-1')",
        "uint('+1')", "uint(-0.5)", "uint(1e20)", "double('abc')", "double('')", "double('1e400')",
        "double('1e')", "double('-nan')", "double('+NaN')", "string(int)",
        "double('.')", "double('0x1p3')", "bool('yes')", "bool(1)", "bool('tRUE')",
        "string(b'\\xff')", "string([])", "string(null)", "bytes(1)", "timestamp('2009-02-13')",
        "timestamp('2009-02-30T00:00:00Z')", "timestamp('2009-02-13T24:00:00Z')",
        "timestamp('2009-02-13T23:59:60Z')", "timestamp('2009-02-13T23:31:30')",
        "timestamp('2009-02-13 23:31:30Z')", "timestamp('0000-12-31T00:00:00Z')",
        "timestamp('10000-01-01T00:00:00Z')", "timestamp('2009-02-13T23:31:30.Z')",
        "timestamp('0001-01-01T00:00:00+00:01')", "timestamp(-62135596801)",
        "timestamp(253402300800)", "duration('1')", "duration('')", "duration('-')",
        "duration('1d')", "duration('1 s')", "duration('s')", "duration('9223372037s')",
        "duration('9999999999h')", "timestamp(0).getHours('Nowhere/Land')",
        "timestamp(0).getHours('+25:00')", "timestamp(0).getHours('../etc/passwd')",
        "timestamp(0).getHours('/etc/passwd')", "timestamp(0).getHours('1:0')", "size(1)",
        "timestamp(0).getHours('001:00')", "timestamp(0).getHours('+:30')",
        "timestamp(0).getHours('1:60')", "timestamp(0).getHours('Z')", "duration(1)",
        "'a'.contains(1)", "'a'.matches('(')", "'a'.matches('a{1001}')", "'a'.charAt(-1)",
        "'a'.charAt(2)", "'a'.indexOf('a', -1)", "'a'.indexOf('a', 2)", "'a'.lastIndexOf('a', -1)",
        "'a'.lastIndexOf('a', 2)", "'a'.substring(2)", "'a'.substring(-1)", "'a'.substring(1, 0)",
        "'a'.substring(0, 2)", "[1].join()", "['a', 1].join('-')", "'%d'.format(['a'])",
        "'%s'.format([])", "'%'.format([1])", "'%z'.format([1])", "'%.f'.format([1.0])",
        "'%.1001f'.format([1.0])", "'%.-1f'.format([1.0])", "'%.2'.format([1.0])",
        "'%f'.format(['1'])", "'%b'.format([1.5])", "'%x'.format([true])", "'%o'.format([true])",
        "'%s'.format([b'\\xff'])", "'%d'.format([null])", "math.greatest([])",
        "math.greatest('a')", "math.greatest(1, 'a', 2)", "math.greatest(['a'])",
        "math.least(0.0 / 0.0, 1)", "math.abs(-9223372036854775808)", "math.ceil(1)",
        "math.bitShiftLeft(1, -1)", "math.bitAnd(1, 1u)", "math.sqrt('4')", "strings.quote(1)"}) {
    EXPECT_TRUE(result_of(expr).is_error()) << expr << " gave " << shown(expr);
  }
}

}  // namespace
}  // namespace decorum::cel
