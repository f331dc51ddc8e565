#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "sim/base/id.hpp"

namespace outpost {

/// A Table whose copies share their pages until one of them writes: copying costs a pointer a page, and afterwards a
/// page for the first write to it. Reads through a const table touch nothing; `operator[]` of one that is not const
/// takes the page for a write. Rows may move at `push_back`, as in any table.
template <class IdType, class Row, std::size_t rows_in_page = 128>
class PagedTable {
 public:
  class ConstIterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row*;
    using reference = const Row&;
    ConstIterator() = default;
    ConstIterator(const PagedTable* table, std::size_t row) : table_(table), row_(row) {}
    reference operator*() const { return table_->row(row_); }
    pointer operator->() const { return &table_->row(row_); }
    ConstIterator& operator++() {
      ++row_;
      return *this;
    }
    ConstIterator operator++(int) {
      ConstIterator before = *this;
      ++row_;
      return before;
    }
    bool operator==(const ConstIterator&) const = default;

   private:
    const PagedTable* table_ = nullptr;
    std::size_t row_ = 0;
  };

  PagedTable() = default;
  explicit PagedTable(std::size_t size, const Row& row = Row{}) : size_(size) {
    for (std::size_t first = 0; first < size; first += rows_in_page) {
      pages_.push_back(std::make_shared<Row[]>(rows_in_page, row));
    }
  }

  IdType push_back(Row row) {
    if (size_ % rows_in_page == 0) pages_.push_back(std::make_shared<Row[]>(rows_in_page));
    own(pages_.back())[size_ % rows_in_page] = std::move(row);
    return IdType{size_++};
  }
  const Row& operator[](IdType id) const {
    require(id.row() < size_, "an id names a row of its table");
    return row(id.row());
  }
  Row& operator[](IdType id) {
    require(id.row() < size_, "an id names a row of its table");
    return own(pages_[id.row() / rows_in_page])[id.row() % rows_in_page];
  }
  /// To read through a table that is not const without taking the page.
  const Row& at(IdType id) const { return (*this)[id]; }

  IdRange<IdType> ids() const { return {0, size_}; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  ConstIterator begin() const { return {this, 0}; }
  ConstIterator end() const { return {this, size_}; }
  /// How many pages two tables share: what a copy has not yet cost.
  std::size_t pages_shared_with(const PagedTable& other) const {
    std::size_t shared = 0;
    for (std::size_t page = 0; page < std::min(pages_.size(), other.pages_.size()); ++page) {
      shared += pages_[page] == other.pages_[page] ? 1 : 0;
    }
    return shared;
  }
  std::size_t pages() const { return pages_.size(); }

  bool operator==(const PagedTable& other) const {
    if (size_ != other.size_) return false;
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      const std::size_t rows = std::min(rows_in_page, size_ - page * rows_in_page);
      const Row* const ours = pages_[page].get();
      const Row* const theirs = other.pages_[page].get();
      if (ours != theirs && !std::equal(ours, ours + rows, theirs)) return false;
    }
    return true;
  }

 private:
  /// Rows beside the count of who shares them: one step from the table to a row.
  using Page = std::shared_ptr<Row[]>;

  const Row& row(std::size_t row) const { return pages_[row / rows_in_page][row % rows_in_page]; }

  /// The page as this table's own. Whoever else held it and lets go in another thread has read it before: the fence
  /// puts our writes after those reads.
  static Row* own(Page& page) {
    if (page.use_count() > 1) {
      auto copy = std::make_shared<Row[]>(rows_in_page);
      std::copy_n(page.get(), rows_in_page, copy.get());
      page = std::move(copy);
    } else {
      std::atomic_thread_fence(std::memory_order_acquire);
    }
    return page.get();
  }

  std::vector<Page> pages_{};
  std::size_t size_ = 0;
};

}  // namespace outpost
