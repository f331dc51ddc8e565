#include <catch2/catch.hpp>
#include <locale>
#include <random>

#include "scenarios/read/quantity.hpp"

namespace outpost::scenarios {
namespace {

template <class Read>
std::string fault_of_reading(const Read& read, const std::string& text) {
  try {
    read(text);
  } catch (const QuantityError& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("a duration is a number and a unit, with or without a blank") {
  CHECK(read_duration("250 ms") == 250ms);
  CHECK(read_duration("90s") == 90s);
  CHECK(read_duration("1.5 h") == 90min);
  CHECK(read_duration("90 min") == 90min);
  CHECK(read_duration("2 day") == 48h);
  CHECK(read_duration("1 week") == 168h);
  CHECK(read_duration("1 year") == 8760h);
  CHECK(read_duration(" 7\tmin ") == 7min);
  CHECK(read_duration("1e3 s") == 1000s);
  CHECK(read_duration("-5 min") == -5min);
}

TEST_CASE("durations round to the nearest millisecond, halves away from zero") {
  CHECK(read_duration("0.4 ms") == 0ms);
  CHECK(read_duration("0.5 ms") == 1ms);
  CHECK(read_duration("-0.5 ms") == -1ms);
  CHECK(read_duration("0.1 s") == 100ms);
}

TEST_CASE("a number without a unit is told which unit to write") {
  CHECK(fault_of_reading(read_duration, "5") == "needs a unit, such as \"5 min\"");
  CHECK(fault_of_reading(read_speed, "1.3") == "needs a unit, such as \"1.3 km/h\"");
  CHECK(fault_of_reading(read_length, "120") == "needs a unit, such as \"120 m\"");
  CHECK(fault_of_reading(read_residents, "5000") == "needs a unit, such as \"5000 residents\"");
}

TEST_CASE("words that mean a unit are answered with the unit") {
  CHECK(fault_of_reading(read_duration, "5 hours") == "has the unknown unit \"hours\"; write \"5 h\"");
  CHECK(fault_of_reading(read_duration, "3 days") == "has the unknown unit \"days\"; write \"3 day\"");
  CHECK(fault_of_reading(read_speed, "30 kmh") == "has the unknown unit \"kmh\"; write \"30 km/h\"");
  CHECK(fault_of_reading(read_households, "300户") == "has the unknown unit \"户\"; write \"300 households\"");
}

TEST_CASE("a unit of another dimension is no unit") {
  CHECK_THROWS_AS(read_duration("5 m"), QuantityError);
  CHECK_THROWS_AS(read_length("5 min"), QuantityError);
  CHECK_THROWS_AS(read_speed("5 m"), QuantityError);
  CHECK_THROWS_AS(read_residents("5 households"), QuantityError);
  CHECK_THROWS_AS(read_households("5 residents"), QuantityError);
}

TEST_CASE("text that is no number is no quantity") {
  for (const char* text : {"", " ", "min", "nan min", "inf min", "-inf min", "0x10 min", "1e999 min", "--5 min",
                           "five min", "1,000 min", "1 000 min", "1'000 min", "1_000 min", "1,5 min", "5 min 3 s",
                           "5 min per day", "\xEF\xBC\x95 min", "5\xE3\x80\x80min"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_duration(text), QuantityError);
  }
  CHECK_THROWS_AS(read_duration(std::string{"5 min"} + '\0'), QuantityError);
}

TEST_CASE("full-width text is answered with the same text in ASCII") {
  CHECK(fault_of_reading(read_duration, "５ｍｉｎ") ==
        "has characters that only look like ASCII, in \"５ｍｉｎ\"; write \"5min\"");
}

TEST_CASE("a share is a part or a percentage, and both are the number nearest to the decimal") {
  CHECK(read_share("0.72") == share(0.72));
  CHECK(read_share("72 %") == share(0.72));
  CHECK(read_share("33.3%") == share(0.333));
  CHECK(read_share("7e1 %") == share(0.7));
  CHECK(read_share("100 %") == share(1.0));
  for (const char* text : {"101 %", "-1 %", "1.01", "-0.1", "50 percent", "0.5 m", "%", ""}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_share(text), QuantityError);
  }
}

TEST_CASE("a rate of incidents says per what time and perhaps per how many residents") {
  CHECK(read_rate("0.35 per 1000 residents per day") == per_1000_residents_per_day(0.35));
  CHECK(read_rate("0.8 per hour") == per_hour(0.8));
  CHECK(read_rate("0.8 per h") == per_hour(0.8));
  CHECK(read_rate("12 per day") == IncidentRate{.per_day = 12.0});
  CHECK(read_rate("1 per min") == IncidentRate{.per_day = 1440.0});
  CHECK(read_rate("7 per week") == IncidentRate{.per_day = 1.0});
  CHECK(read_rate("0.35 per day per 1000 residents") == per_1000_residents_per_day(0.35));
}

TEST_CASE("one rate has one value, however many residents it is told for") {
  CHECK(read_rate("3.5 per 10000 residents per day") == per_1000_residents_per_day(0.35));
  CHECK(read_rate("127.75 per 1000 residents per year") == per_1000_residents_per_day(0.35));
}

TEST_CASE("a rate without a time, or per something that is neither time nor residents, is refused") {
  for (const char* text : {"0.35", "0.35 per 1000 residents", "5 per km per day", "5 per 0 residents per day",
                           "5 per -1 h", "5 per day per day", "5 per", "per day", "5 day", "5 per day please"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_rate(text), QuantityError);
  }
}

TEST_CASE("laws of durations are read by name, arguments in any order") {
  CHECK(read_distribution("lognormal(median 25 min, sigma 0.9)") == lognormal(25min, 0.9));
  CHECK(read_distribution("lognormal( sigma 0.9 , median 25min )") == lognormal(25min, 0.9));
  CHECK(read_distribution("exponential(mean 12 min)") == exponential(12min));
  CHECK(read_distribution("gamma(mean 12 min, cv 0.5)") == gamma(12min, 0.5));
  CHECK(read_distribution("uniform(2 min, 8 min)") ==
        Distribution{.law = Distribution::Law::uniform, .scale = 2min, .high = 8min});
  CHECK(read_distribution("30 min") == constant(30min));
  CHECK(read_distribution("empirical(a (b), c.csv)").file == "a (b), c.csv");
}

TEST_CASE("laws that are none are refused") {
  for (const char* text :
       {"normal(mean 5 min, sd 1 min)", "lognormal(median 25 min)", "lognormal(median 25 min, sigma 0.9, x 1)",
        "lognormal(median -5 min, sigma 0.9)", "lognormal(median 25 min, sigma -1)",
        "lognormal(median 25 min, sigma nan)", "gamma(mean 5 min, cv 0)", "uniform(8 min, 2 min)",
        "exponential(mean 5 min", "exponential mean 5 min", "exponential()", "empirical()", "()",
        "exponential(mean 5 min) x", "uniform(2 min 8 min)"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_distribution(text), QuantityError);
  }
}

TEST_CASE("times of day run from 00:00 to 24:00, and spans may cross midnight") {
  CHECK(read_clock("08:30") == 8h + 30min);
  CHECK(read_clock("8:30") == 8h + 30min);
  CHECK(read_clock("24:00") == 24h);
  CHECK(read_span("08:30-12:00") == ClockSpan{8h + 30min, 12h});
  CHECK(read_span("23:00 - 07:00") == ClockSpan{23h, 7h});
  CHECK(read_span("00:00-24:00") == ClockSpan{0h, 24h});
  for (const char* text : {"24:01", "25:00", "08:60", "0830", "08:3", "08:30:00", "-1:00", "", "008:30"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_clock(text), QuantityError);
  }
  for (const char* text : {"08:30", "08:30-", "-12:00", "08:30-12:00-13:00", "08:30 to 12:00", "24:00-08:00"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_span(text), QuantityError);
  }
}

TEST_CASE("moments count days from 0") {
  CHECK(read_moment("D0 00:00") == SimTime{});
  CHECK(read_moment("D3 08:30") == start_of_day(3) + 8h + 30min);
  for (const char* text : {"3 08:30", "D3", "D3 8", "D-1 08:30", "D308:30", "d3 08:30", ""}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_moment(text), QuantityError);
  }
}

TEST_CASE("dates are those of the calendar") {
  CHECK(read_date("2025-03-03") == Date{2025, 3, 3});
  CHECK(read_date("2024-02-29") == Date{2024, 2, 29});
  for (const char* text :
       {"2025-02-29", "2025-02-30", "2025-13-01", "2025-3-3", "25-03-03", "2025/03/03", "3000-01-01", ""}) {
    CAPTURE(text);
    CHECK_THROWS_AS(read_date(text), QuantityError);
  }
}

TEST_CASE("values are written in a natural unit") {
  CHECK(to_text(Duration{}) == "0 s");
  CHECK(to_text(Duration{90min}) == "90 min");
  CHECK(to_text(Duration{24h}) == "24 h");
  CHECK(to_text(Duration{48h}) == "2 day");
  CHECK(to_text(Duration{90s}) == "90 s");
  CHECK(to_text(Duration{5323ms}) == "5323 ms");
  CHECK(to_text(metres(160)) == "160 m");
  CHECK(to_text(kilometres(10)) == "10 km");
  CHECK(to_text(millimetres(-1250)) == "-1.25 m");
  CHECK(to_text(kilometres_per_hour(200)) == "200 km/h");
  CHECK(to_text(kilometres_per_hour(58.5)) == "58.5 km/h");
  CHECK(to_text(metres_per_second(1.34)) == "1.34 m/s");  // 4.824 km/h is another number in the last bit
  CHECK(to_text(per_1000_residents_per_day(0.35)) == "0.35 per 1000 residents per day");
  CHECK(to_text(per_hour(0.5)) == "12 per day");
  CHECK(to_text(per_hour(2.4)) == "2.4 per hour");
  CHECK(to_text(lognormal(25min, 0.9)) == "lognormal(median 25 min, sigma 0.9)");
  CHECK(to_text(ClockSpan{23h, 7h}) == "23:00-07:00");
  CHECK(to_text(start_of_day(3) + 8h + 30min) == "D3 08:30");
  CHECK(to_text(Date{2025, 3, 3}) == "2025-03-03");
}

TEST_CASE("what is written reads back as the same value, bit for bit") {
  std::mt19937_64 bits{20250303};
  const auto number = [&bits](double low, double high) {
    return std::uniform_real_distribution<double>{low, high}(bits);
  };
  for (int i = 0; i < 20'000; ++i) {
    const Duration duration{static_cast<std::int64_t>(number(-1e12, 1e12))};
    CHECK(read_duration(to_text(duration)) == duration);
    const Length length = millimetres(static_cast<std::int64_t>(number(-1e12, 1e12)));
    CHECK(read_length(to_text(length)) == length);
    const Speed speed = metres_per_second(number(0, 60));
    CHECK(read_speed(to_text(speed)) == speed);
    const Share part = share(number(0, 1));
    CHECK(read_share(to_text(part)) == part);
    const IncidentRate rate{.per_day = number(0, 2000)};
    CHECK(read_rate(to_text(rate)) == rate);
    const IncidentRate per_people = per_1000_residents_per_day(number(0, 10));
    CHECK(read_rate(to_text(per_people)) == per_people);
    const Distribution law = lognormal(Duration{static_cast<std::int64_t>(number(0, 1e9))}, number(0, 2));
    CHECK(read_distribution(to_text(law)) == law);
  }
}

/// Numbers as in a German locale, which need not be installed.
class CommaNumbers : public std::numpunct<char> {
 protected:
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST_CASE("numbers have a point before decimals in every locale") {
  const std::locale before = std::locale::global(std::locale{std::locale::classic(), new CommaNumbers});
  const Duration read = read_duration("1.5 h");
  const std::string written = to_text(share(0.25)) + ' ' + to_text(ResidentCount{118'000});
  std::locale::global(before);
  CHECK(read == 90min);
  CHECK(written == "0.25 118000 residents");
}

}  // namespace
}  // namespace outpost::scenarios
