#include <catch2/catch.hpp>

#include "scenarios/read/json.hpp"

namespace outpost::scenarios {
namespace {

std::string fault_of_json(const std::string& text) {
  try {
    parse_json(text, "map.json");
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("JSON reads with the places of its values") {
  const JsonNode root =
      parse_json("\xEF\xBB\xBF{\"a\": [1, -2.5e2, true, null],\n \"名\": \"x\\u00e9\\ud83d\\ude00\\n\"}", "map.json");
  REQUIRE(root.is(JsonNode::Type::object));
  const JsonNode* list = root.find("a");
  REQUIRE(list != nullptr);
  REQUIRE(list->items.size() == 4);
  CHECK(list->items[1].number == -250.0);
  CHECK(list->items[1].column == 11);
  CHECK(list->items[2].is_true);
  CHECK(list->items[3].is(JsonNode::Type::null));
  const JsonNode* text = root.find("名");
  REQUIRE(text != nullptr);
  CHECK(text->characters == "x\u00e9\U0001F600\n");
  CHECK(text->line == 2);
  CHECK(text->column == 7);
  CHECK(root.find("b") == nullptr);
}

TEST_CASE("what is no JSON is refused where it stops to be") {
  CHECK(fault_of_json("") == "map.json:1:1: error: the file is empty; write a JSON value");
  CHECK(fault_of_json("{} {}") == "map.json:1:4: error: text follows the end of the JSON value; remove it");
  CHECK(fault_of_json("[1,\n 2") == "map.json:2:3: error: write , between two items of a list");
  CHECK(fault_of_json("[1,]") ==
        "map.json:1:4: error: a JSON value is missing here; write a number, a text in double quotes, a list or an "
        "object");
  CHECK(fault_of_json("{\"a\" 1}") == "map.json:1:6: error: write : after the key of a member");
  CHECK(fault_of_json("{\"a\": 1, \"a\": 2}") ==
        "map.json:1:10: error: the key \"a\" stands twice in one object; write it once");
  CHECK(fault_of_json("\"abc") == "map.json:1:1: error: a text begins here and does not end; write a closing quote");
  CHECK(fault_of_json("[01]") == "map.json:1:2: error: \"01\" is not a number of JSON; write one like 12.5");
  CHECK(fault_of_json("[1e999]") == "map.json:1:2: error: \"1e999\" is not a number of JSON; write one like 12.5");
  CHECK_THAT(fault_of_json("[\"\\ud800\"]"), Catch::Contains("write the second half of this letter"));
  CHECK_THAT(fault_of_json("[\"\\q\"]"), Catch::Contains("there is no such escape"));
  CHECK_THAT(fault_of_json("[\"a\nb\"]"), Catch::Contains("line break"));
  CHECK_THAT(fault_of_json("[\"\xB5\xD8\"]"), Catch::Contains("1:3: error: these bytes are not UTF-8"));
  CHECK_THAT(fault_of_json(std::string(100, '[')), Catch::Contains("nested deeper than 64"));
}

}  // namespace
}  // namespace outpost::scenarios
