#include "analysis/measures/scope.hpp"

namespace outpost::analysis {
namespace {

std::string_view last_word(std::string_view scope) {
  const std::size_t blank = scope.rfind(' ');
  return blank == std::string_view::npos ? scope : scope.substr(blank + 1);
}

}  // namespace

std::string scope_of_hour(SimTime at) {
  const int hour = hour_of_day(at);
  return (hour < 10 ? "hour=0" : "hour=") + std::to_string(hour);
}

std::string part_of(std::string_view scope) {
  const std::string_view word = last_word(scope);
  const std::size_t equals = word.find('=');
  return equals == std::string_view::npos ? "" : std::string(word.substr(0, equals));
}

std::string value_of_part(std::string_view scope) {
  const std::string_view word = last_word(scope);
  const std::size_t equals = word.find('=');
  return equals == std::string_view::npos ? "" : std::string(word.substr(equals + 1));
}

std::string rest_of_scope(std::string_view scope) {
  const std::size_t blank = scope.rfind(' ');
  return blank == std::string_view::npos ? "all" : std::string(scope.substr(0, blank));
}

}  // namespace outpost::analysis
