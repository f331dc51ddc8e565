#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/require.hpp"

namespace outpost {

/// The dense number of a row in the table of its kind: `Id<struct WorkerTag>` does not compare with `Id<struct
/// GridTag>`. There is no "none" value: an answer that may be empty is a std::optional.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  explicit constexpr Id(std::size_t row) : row_(static_cast<std::uint32_t>(row)) {
    require(row <= 0xFFFFFFFFu, "a table has at most 2^32 rows");
  }
  constexpr std::size_t row() const { return row_; }
  constexpr auto operator<=>(const Id&) const = default;

 private:
  std::uint32_t row_ = 0;
};

/// An id or none in the four bytes of an id, for tables with millions of rows; reads as the std::optional that it
/// stands for. The last row number stands for none and never leaves this class.
template <class IdType>
class MaybeId {
 public:
  constexpr MaybeId() = default;
  constexpr MaybeId(std::nullopt_t) {}
  constexpr MaybeId(IdType id) : row_(static_cast<std::uint32_t>(id.row())) {
    require(row_ != none, "the last row number is no id of a row");
  }
  constexpr MaybeId(std::optional<IdType> id) : MaybeId(id ? MaybeId{*id} : MaybeId{}) {}
  constexpr operator std::optional<IdType>() const {
    return row_ == none ? std::nullopt : std::optional<IdType>{IdType{row_}};
  }
  constexpr bool has_value() const { return row_ != none; }
  explicit constexpr operator bool() const { return has_value(); }
  constexpr IdType operator*() const {
    require(has_value(), "an id is read only where there is one");
    return IdType{row_};
  }
  constexpr bool operator==(const MaybeId&) const = default;

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t row_ = none;
};

/// Rows `begin` up to but not including `end` of a table.
template <class IdType>
class IdRange {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;  // because * returns a value
    using value_type = IdType;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = IdType;
    explicit constexpr Iterator(std::size_t row) : row_(row) {}
    constexpr IdType operator*() const { return IdType{row_}; }
    constexpr Iterator& operator++() {
      ++row_;
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator before = *this;
      ++row_;
      return before;
    }
    constexpr bool operator==(const Iterator&) const = default;

   private:
    std::size_t row_;
  };

  constexpr IdRange() = default;
  constexpr IdRange(std::size_t begin, std::size_t end)
      : begin_(static_cast<std::uint32_t>(begin)), end_(static_cast<std::uint32_t>(end)) {
    require(begin <= end, "a range of rows does not end before it begins");
    require(end <= 0xFFFFFFFFu, "a table has at most 2^32 rows");
  }
  constexpr Iterator begin() const { return Iterator{begin_}; }
  constexpr Iterator end() const { return Iterator{end_}; }
  constexpr std::size_t size() const { return std::size_t{end_} - begin_; }
  constexpr bool empty() const { return begin_ == end_; }
  constexpr IdType operator[](std::size_t index) const {
    require(index < size(), "an index lies inside its range of rows");
    return IdType{std::size_t{begin_} + index};
  }
  constexpr bool contains(IdType id) const { return id.row() >= begin_ && id.row() < end_; }
  constexpr bool operator==(const IdRange&) const = default;

 private:
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
};

/// Rows that answer only to their own kind of id.
template <class IdType, class Row>
class Table {
 public:
  Table() = default;
  explicit Table(std::size_t size, const Row& row = Row{}) : rows_(size, row) {}
  Table(std::initializer_list<Row> rows) : rows_(rows) {}
  explicit Table(std::vector<Row> rows) : rows_(std::move(rows)) {}

  IdType push_back(Row row) {
    rows_.push_back(std::move(row));
    return IdType{rows_.size() - 1};
  }
  Row& operator[](IdType id) {
    require(id.row() < rows_.size(), "an id names a row of its table");
    return rows_[id.row()];
  }
  const Row& operator[](IdType id) const {
    require(id.row() < rows_.size(), "an id names a row of its table");
    return rows_[id.row()];
  }
  IdRange<IdType> ids() const { return {0, rows_.size()}; }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  void reserve(std::size_t size) { rows_.reserve(size); }
  const std::vector<Row>& rows() const { return rows_; }  // in order of id
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  bool operator==(const Table&) const = default;

 private:
  std::vector<Row> rows_;
};

}  // namespace outpost
