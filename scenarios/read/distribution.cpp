#include <algorithm>
#include <vector>

#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::scenarios {
namespace {

using Law = Distribution::Law;

// Beyond these a law is a mistake: a lognormal with sigma 4 has a mean of 3,000 medians.
constexpr double most_sigma = 4.0;
constexpr double most_cv = 10.0;

struct LawForm {
  std::string_view name;
  Law law;
  std::string_view example;
};
constexpr std::array forms{LawForm{"exponential", Law::exponential, "exponential(mean 12 min)"},
                           LawForm{"lognormal", Law::lognormal, "lognormal(median 25 min, sigma 0.9)"},
                           LawForm{"gamma", Law::gamma, "gamma(mean 12 min, cv 0.5)"},
                           LawForm{"uniform", Law::uniform, "uniform(2 min, 8 min)"},
                           LawForm{"empirical", Law::empirical, "empirical(times.csv)"}};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

[[noreturn]] void refuse(const LawForm& form, const std::string& fault) {
  throw QuantityError{fault + "; write " + std::string(form.name) + " as \"" + std::string(form.example) + '"'};
}

const LawForm& form_named(std::string_view name) {
  std::vector<std::string> names;
  for (const LawForm& form : forms) {
    if (form.name == name) return form;
    names.emplace_back(form.name);
  }
  throw QuantityError{"has the unknown distribution " + in_quotes(name) + "; " + suggestion(name, names)};
}

std::vector<std::string_view> arguments_of(std::string_view inside) {
  std::vector<std::string_view> arguments;
  while (true) {
    const std::size_t comma = inside.find(',');
    arguments.push_back(trimmed(inside.substr(0, comma)));
    if (comma == std::string_view::npos) return arguments;
    inside.remove_prefix(comma + 1);
  }
}

/// The text after the argument's name, such as "25 min" of "median 25 min".
std::string_view argument(const LawForm& form, const std::vector<std::string_view>& arguments, std::string_view name) {
  for (const std::string_view given : arguments) {
    const bool same = given.substr(0, name.size()) == name;
    if (same && given.size() > name.size() && (given[name.size()] == ' ' || given[name.size()] == '\t')) {
      return trimmed(given.substr(name.size()));
    }
  }
  refuse(form, "lacks its " + std::string(name));
}

Duration duration_argument(const LawForm& form, std::string_view text, std::string_view name) {
  Duration value{};
  try {
    value = read_duration(text);
  } catch (const QuantityError& error) {
    throw QuantityError{"has a " + std::string(name) + " that " + error.what()};
  }
  if (value < Duration{}) refuse(form, "has a negative " + std::string(name) + ", " + in_quotes(text));
  return value;
}

double shape_argument(const LawForm& form, std::string_view text, std::string_view name, double most) {
  Scanner scanner{text};
  const double value = scanner.number("a number", "0.9").value;
  if (!scanner.at_end()) refuse(form, "has " + in_quotes(scanner.rest()) + " after its " + std::string(name));
  if (!(value >= 0.0 && value <= most)) {
    refuse(form, "has a " + std::string(name) + " of " + in_quotes(text) + ", outside 0 to " + to_text(most));
  }
  return value;
}

Distribution read_uniform(const LawForm& form, const std::vector<std::string_view>& arguments) {
  Distribution law{.law = Law::uniform,
                   .scale = duration_argument(form, arguments[0], "lower end"),
                   .high = duration_argument(form, arguments[1], "upper end")};
  if (law.high < law.scale) refuse(form, "has an upper end below its lower end");
  return law;
}

}  // namespace

Distribution read_distribution(std::string_view text) {
  const Scanner checked{text};
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) {
    Scanner scanner{text};
    if (!scanner.at_end() && !scanner.sees_number()) {
      throw QuantityError{"is no distribution, " + in_quotes(text) +
                          "; write a duration such as \"30 min\" or a law such as \"lognormal(median 25 min, sigma "
                          "0.9)\""};
    }
    const Duration value = read_duration(text);
    return constant(value);
  }
  const LawForm& form = form_named(trimmed(text.substr(0, open)));
  const std::string_view inside = trimmed(text.substr(open + 1));
  if (inside.empty() || inside.back() != ')') refuse(form, "lacks its closing bracket");
  const std::string_view between = trimmed(inside.substr(0, inside.size() - 1));
  if (form.law == Law::empirical) {
    if (between.empty()) refuse(form, "names no file");
    return {.law = Law::empirical, .file = std::string(between)};
  }
  const std::vector<std::string_view> arguments = arguments_of(between);
  const std::size_t needed = form.law == Law::exponential ? 1 : 2;
  if (arguments.size() != needed) {
    refuse(form,
           "has " + std::to_string(arguments.size()) + " values in brackets instead of " + std::to_string(needed));
  }
  switch (form.law) {
    case Law::exponential:
      return exponential(duration_argument(form, argument(form, arguments, "mean"), "mean"));
    case Law::lognormal: {
      const Duration median = duration_argument(form, argument(form, arguments, "median"), "median");
      return lognormal(median, shape_argument(form, argument(form, arguments, "sigma"), "sigma", most_sigma));
    }
    case Law::gamma: {
      const Duration mean = duration_argument(form, argument(form, arguments, "mean"), "mean");
      const double cv = shape_argument(form, argument(form, arguments, "cv"), "cv", most_cv);
      if (cv == 0.0) refuse(form, "has a cv of 0");
      return gamma(mean, cv);
    }
    default:
      return read_uniform(form, arguments);
  }
}

}  // namespace outpost::scenarios
