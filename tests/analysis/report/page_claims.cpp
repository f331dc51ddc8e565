#include <catch2/catch.hpp>

#include "analysis/report/page.hpp"
#include "sim/base/require.hpp"

namespace outpost::analysis {
namespace {

using Catch::Matchers::Contains;

PageContent example() {
  PageContent content;
  content.title = {"A simulated week in Jinsha", "金沙街道的一周推演"};
  content.notices = {{"Synthetic: not the record of Jinsha", "合成数据：并非金沙街道的实际记录"}};
  TextTable table;
  table.caption = "Over 20 replications";
  table.columns = {{"measure"}, {"mean", Align::right}};
  table.rows = {{"response", "7.42 ± 0.21 min (n = 20)"}};
  content.tables = {table};
  content.picture_png = {0x89, 'P', 'N', 'G'};
  content.picture_caption = {"Streets, grids and posts", "街道、网格与驻点"};
  content.not_validated = {{"Travel times", "路途时间"}};
  content.commands = {"outpost run scenarios/cities/jinsha.toml"};
  content.provenance = {{"seed", "20250303"}, {"commit", "abc"}};
  return content;
}

TEST_CASE("a page shows its notices, tables, picture, limits, commands and provenance") {
  const std::string page = run_page(example());
  CHECK_THAT(page, Contains("<html lang=\"en\">"));
  CHECK_THAT(page, Contains("<h1>A simulated week in Jinsha</h1>"));
  CHECK_THAT(page, Contains("<p class=\"notice\">Synthetic: not the record of Jinsha</p>"));
  CHECK_THAT(page, Contains("<caption>Over 20 replications</caption>"));
  CHECK_THAT(page, Contains("<td class=\"number\">7.42 ± 0.21 min (n = 20)</td>"));
  CHECK_THAT(page, Contains("src=\"data:image/png;base64,iVBORw==\""));
  CHECK_THAT(page, Contains("What has not been validated") && Contains("<li>Travel times</li>"));
  CHECK_THAT(page, Contains("outpost run scenarios/cities/jinsha.toml"));
  CHECK_THAT(page, Contains("<th scope=\"row\">seed</th><td>20250303</td>"));
  CHECK_THAT(page, !Contains("金沙街道的一周推演</h1>"));
}

TEST_CASE("a page in Chinese is in Chinese, and a page in both is in both") {
  PageContent content = example();
  content.language = Language::zh;
  const std::string chinese = run_page(content);
  CHECK_THAT(chinese, Contains("<html lang=\"zh\">"));
  CHECK_THAT(chinese, Contains("<h1>金沙街道的一周推演</h1>"));
  CHECK_THAT(chinese, Contains("尚未验证的内容") && !Contains("What has not been validated"));
  content.language = Language::both;
  CHECK_THAT(run_page(content), Contains("Synthetic: not the record of Jinsha <span class=\"second\" lang=\"zh\">"
                                         "合成数据：并非金沙街道的实际记录</span>"));
}

TEST_CASE("where a text lacks the page's language the other stands for it, and says so") {
  PageContent content = example();
  content.title = {"", "金沙"};
  CHECK_THAT(run_page(content), Contains("<h1><span lang=\"zh\">金沙</span></h1>") && Contains("<title>金沙</title>"));
}

TEST_CASE("a page needs nothing from elsewhere") {
  const std::string page = run_page(example());
  CHECK_THAT(page, !Contains("http:") && !Contains("https:") && !Contains("<script") && !Contains("<link") &&
                       !Contains("url("));
}

TEST_CASE("text never becomes mark-up, wherever it stands") {
  PageContent content = example();
  const std::string hostile = "<script>alert('x')</script>\" onload=\"&amp;";
  content.language = Language::both;
  content.title = {hostile, hostile};
  content.notices = {{hostile, hostile}};
  content.tables[0].caption = hostile;
  content.tables[0].columns[0].heading = hostile;
  content.tables[0].rows[0][0] = hostile;
  content.picture_caption = {hostile, hostile};
  content.not_validated = {{hostile, hostile}};
  content.commands = {hostile};
  content.provenance = {{hostile, hostile}};
  const std::string page = run_page(content);
  CHECK_THAT(page, !Contains("<script") && !Contains("\" onload"));
  CHECK_THAT(page, Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;&amp;amp;"));
}

TEST_CASE("parts without content leave no empty heading") {
  PageContent content;
  content.title = {"T", ""};
  const std::string page = run_page(content);
  CHECK_THAT(page, !Contains("<h2>") && !Contains("<img") && !Contains("<table"));
  CHECK_THAT(page, Contains("<h1>T</h1>") && Contains("</html>"));
}

TEST_CASE("a table with a row longer than its columns is refused") {
  PageContent content = example();
  content.tables[0].rows = {{"1", "2", "3"}};
  CHECK_THROWS_AS(run_page(content), BrokenInvariant);
}

TEST_CASE("base64 is that of RFC 4648") {
  const auto of = [](std::string_view text) { return base64({text.begin(), text.end()}); };
  CHECK(of("") == "");
  CHECK(of("f") == "Zg==");
  CHECK(of("fo") == "Zm8=");
  CHECK(of("foo") == "Zm9v");
  CHECK(of("foob") == "Zm9vYg==");
  CHECK(of("foobar") == "Zm9vYmFy");
  CHECK(base64({0xFF, 0xFE, 0xFD}) == "//79");
}

}  // namespace
}  // namespace outpost::analysis
