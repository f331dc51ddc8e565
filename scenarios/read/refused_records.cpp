#include "scenarios/read/refused_records.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "scenarios/read/measured.hpp"

namespace outpost::scenarios {
namespace {

/// Words of headings, without blanks, signs and capitals. A heading is refused when it is one of the English words, or
/// holds one of the Chinese ones.
struct Family {
  std::string_view what{};
  std::string_view english{};
  std::string_view chinese{};
};

constexpr std::array<Family, 5> families{{
    {"names persons",
     " person personname residentname fullname firstname givenname lastname surname familyname householder "
     "headofhousehold headname owner ownername tenant tenantname contact contactname contactperson ",
     " 姓名 户主 联系人 房东 租客 负责人 "},
    {"holds numbers of identity papers",
     " id card idcard idno idnumber identity identitycard identitynumber nationalid citizenid passport passportno ssn "
     "socialsecurity licenceplate licenseplate ",
     " 身份证 证件 护照 车牌 "},
    {"holds telephone numbers or addresses of persons",
     " phone phoneno phonenumber telephone telephonenumber tel mobile mobileno mobilephone cellphone email mail wechat "
     "qq ",
     " 电话 手机 联系方式 微信 邮箱 "},
    {"describes single persons",
     " age sex gender birth birthday birthdate dateofbirth dob ethnicity ethnicgroup nationality religion "
     "maritalstatus "
     "occupation migrant ",
     " 年龄 性别 出生 民族 宗教 婚姻 职业 户籍 "},
    {"has a row for every household or person",
     " household householdid householdno householdnumber hhid personid residentid residentno doorplate flat flatno "
     "apartment apartmentno room roomno housenumber ",
     " 户号 户编号 人员编号 居民编号 门牌 房号 室号 "},
}};

/// Small letters, without blanks and signs; other scripts as they are.
std::string plain(std::string_view heading) {
  std::string text;
  for (const char c : heading) {
    if (c >= 'A' && c <= 'Z') {
      text += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
      text += c;
    }
  }
  return text;
}

bool is_word_of(std::string_view words, const std::string& heading) {
  return !heading.empty() && words.find(' ' + heading + ' ') != std::string_view::npos;
}

bool holds_word_of(std::string_view words, const std::string& heading) {
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    const std::string_view word = words.substr(0, end);
    if (!word.empty() && heading.find(word) != std::string::npos) return true;
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return false;
}

int two_digits(const std::string& digits, std::size_t at) {
  return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

/// 18 places: a division of 6 digits, a day of birth of 8, a serial of 3, a check digit or X.
bool is_identity_number(const std::string& text) {
  if (text.size() != 18 || text.find_first_not_of("0123456789") < 17) return false;
  const char last = text[17];
  if (!(last == 'x' || last == 'X' || (last >= '0' && last <= '9'))) return false;
  const int century = two_digits(text, 6);
  const int month = two_digits(text, 10);
  const int day = two_digits(text, 12);
  return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/// Chinese mobile numbers have 11 digits and begin with 13 to 19; lines begin with 0, an area code and a hyphen.
bool is_telephone_number(const std::string& text) {
  std::string digits;
  bool separated = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c == '-' || c == ' ' || c == '(' || c == ')') {
      separated = separated || !digits.empty();
    } else if (c != '+' || !digits.empty()) {
      return false;
    }
  }
  const bool abroad = text.find('+') != std::string::npos || digits.substr(0, 4) == "0086";
  if (abroad && digits.size() >= 10 && digits.size() <= 16) return true;
  if (digits.size() == 13 && digits.substr(0, 2) == "86") digits.erase(0, 2);
  if (digits.size() == 11 && digits[0] == '1' && digits[1] >= '3') return true;
  return separated && digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0';
}

}  // namespace

std::optional<std::string> refused_heading(std::string_view heading) {
  const std::string text = plain(heading);
  for (const Family& family : families) {
    if (is_word_of(family.english, text) || holds_word_of(family.chinese, text)) {
      return std::string(family.what) +
             "; Outpost reads no records about persons or households: give counts per place, and leave the column out";
    }
  }
  return std::nullopt;
}

std::optional<std::string> refused_number(std::string_view text) {
  const std::string copy{text};
  const char* what = is_identity_number(copy)    ? "the number of an identity card"
                     : is_telephone_number(copy) ? "a telephone number"
                                                 : nullptr;
  if (what == nullptr) return std::nullopt;
  return std::string("this looks like ") + what +
         "; Outpost reads no records about persons or households: leave the column out";
}

void refuse_personal_records(const std::vector<CsvRow>& table, Faults& faults) {
  if (table.empty()) return;
  std::set<std::size_t> refused;
  for (std::size_t column = 0; column < table.front().size(); ++column) {
    const CsvCell& cell = table.front()[column];
    if (const auto why = refused_heading(cell.text)) {
      faults.add(cell.at, "the column " + in_quotes(cell.text) + ' ' + *why);
      refused.insert(column);
    }
  }
  for (std::size_t row = 1; row < table.size(); ++row) {
    for (std::size_t column = 0; column < table[row].size(); ++column) {
      if (refused.contains(column)) continue;
      if (const auto why = refused_number(table[row][column].text)) {
        faults.add(table[row][column].at, *why);  // the number itself is not repeated
        refused.insert(column);
      }
    }
  }
}

}  // namespace outpost::scenarios
