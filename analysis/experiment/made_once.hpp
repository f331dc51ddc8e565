#pragma once

#include <future>
#include <map>
#include <memory>
#include <mutex>

namespace outpost::analysis {

/// Values that are dear to make, each made once for all who ask for its key, also at the same time, and kept as long as
/// one of them holds it. What cannot be made throws for all who wait, and is tried again for the next.
template <class Key, class Value>
class MadeOnce {
 public:
  /// `make()` gives a shared_ptr<const Value>; it runs outside the lock, so that different values are made side by
  /// side.
  template <class Make>
  std::shared_ptr<const Value> get(const Key& key, const Make& make) {
    std::promise<std::shared_ptr<const Value>> promise;
    {
      std::unique_lock lock(mutex_);
      if (auto kept = kept_[key].lock()) return kept;
      const auto found = under_way_.find(key);
      if (found != under_way_.end()) {
        const auto other = found->second;
        lock.unlock();
        return other.get();
      }
      under_way_.emplace(key, promise.get_future().share());
    }
    try {
      std::shared_ptr<const Value> made = make();
      const std::lock_guard lock(mutex_);
      kept_[key] = made;
      under_way_.erase(key);
      promise.set_value(made);
      return made;
    } catch (...) {
      const std::lock_guard lock(mutex_);
      under_way_.erase(key);
      promise.set_exception(std::current_exception());
      throw;
    }
  }

 private:
  std::mutex mutex_{};
  std::map<Key, std::weak_ptr<const Value>> kept_{};
  std::map<Key, std::shared_future<std::shared_ptr<const Value>>> under_way_{};
};

}  // namespace outpost::analysis
