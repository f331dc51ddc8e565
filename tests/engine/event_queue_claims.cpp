#include "sim/engine/event_queue.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <map>
#include <new>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "sim/world/event.hpp"

namespace {

// Of the whole executable; read before and after what must not allocate.
std::size_t allocations = 0;

void* counted(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}

}  // namespace

void* operator new(std::size_t size) {
  return counted(size);
}
void* operator new[](std::size_t size) {
  return counted(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace outpost {
namespace {

using Queue = EventQueue<std::uint32_t>;
using Random = std::mt19937_64;
/// How long after the last pop a new event is due.
using Delay = std::function<Duration(Random&)>;

SimTime at(Duration after_start) {
  return SimTime{after_start};
}

Duration even(Random& random, Duration most) {
  return Duration{static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most.count()))};
}

const std::vector<std::pair<std::string, Delay>> shapes = {
    {"all at one time", [](Random&) { return 0ms; }},
    {"within an hour", [](Random& random) { return even(random, 1h); }},
    {"bursts at full hours", [](Random& random) { return one_hour * static_cast<int>(random() % 4); }},
    {"near and far", [](Random& random) { return random() % 2 == 0 ? even(random, 20ms) : 720h + even(random, 1h); }},
    {"ever the same delay", [](Random&) { return 37s; }},
    {"some ten years ahead",
     [](Random& random) { return random() % 1000 == 0 ? 87600h + even(random, 1h) : even(random, 1min); }},
    {"of every size", [](Random& random) { return even(random, Duration{std::int64_t{2} << (random() % 32)}); }},
};

/// Pushes and pops at random, `pushing` of ten steps pushes, and compares each pop with an ordered map, which keeps
/// equal keys in the order of insertion.
void compare_with_map(const Delay& delay, unsigned pushing, int steps, Random& random) {
  Queue queue;
  std::multimap<SimTime, std::uint32_t> right;
  SimTime now{};
  for (int step = 0; step < steps; ++step) {
    if (right.empty() || random() % 10 < pushing) {
      const SimTime due = now + delay(random);
      const auto payload = static_cast<std::uint32_t>(step);
      queue.push(due, payload);
      right.emplace(due, payload);
    } else {
      const auto soonest = right.begin();
      REQUIRE(queue.next_at() == soonest->first);
      const Queue::Entry entry = queue.pop();
      REQUIRE(entry.at == soonest->first);
      REQUIRE(entry.payload == soonest->second);
      now = entry.at;
      right.erase(soonest);
    }
    REQUIRE(queue.size() == right.size());
  }
  for (const auto& [due, payload] : right) {
    const Queue::Entry entry = queue.pop();
    REQUIRE(entry.at == due);
    REQUIRE(entry.payload == payload);
  }
  REQUIRE(queue.empty());
}

std::vector<std::uint32_t> drained(Queue queue) {
  std::vector<std::uint32_t> payloads;
  while (!queue.empty()) payloads.push_back(queue.pop().payload);
  return payloads;
}

}  // namespace

static_assert(sizeof(EventQueue<Event>::Entry) <= 24);

TEST_CASE("two events at one time leave the queue in the order they were pushed") {
  Queue queue;
  queue.push(at(5s), 1);
  queue.push(at(3s), 2);
  queue.push(at(5s), 3);
  queue.push(at(3s), 4);
  CHECK(queue.pop().payload == 2);
  queue.push(at(5s), 5);  // seen from nearer: it still leaves after those that were pushed from afar
  queue.push(at(3s), 6);
  CHECK(drained(queue) == std::vector<std::uint32_t>{4, 6, 1, 3, 5});
}

TEST_CASE("the pop order is that of an ordered map, however the times are spread") {
  for (const auto& [name, delay] : shapes) {
    DYNAMIC_SECTION(name) {
      Random random{11};
      compare_with_map(delay, 5, 100'000, random);
      compare_with_map(delay, 7, 20'000, random);
      compare_with_map(delay, 3, 20'000, random);
    }
  }
}

TEST_CASE("a copy of the queue is independent of it and pops the same") {
  Random random{3};
  Queue queue;
  for (std::uint32_t i = 0; i < 1000; ++i) queue.push(at(even(random, 5min)), i);
  for (int i = 0; i < 300; ++i) queue.pop();

  Queue copy = queue;
  const auto rest = drained(queue);
  CHECK(drained(copy) == rest);
  copy.push(copy.next_at(), 5000);
  for (int i = 0; i < 100; ++i) copy.pop();
  CHECK(drained(queue) == rest);
  copy = queue;
  CHECK(drained(copy) == rest);
}

TEST_CASE("the list of what is pending is what will be popped, in that order") {
  Random random{4};
  Queue queue;
  for (std::uint32_t i = 0; i < 500; ++i) queue.push(at(even(random, 20ms) * 100'000), i);
  for (int i = 0; i < 100; ++i) queue.pop();
  std::vector<std::uint32_t> listed;
  SimTime last{};
  for (const Queue::Entry& entry : queue.in_order()) {
    CHECK(entry.at >= last);
    last = entry.at;
    listed.push_back(entry.payload);
  }
  CHECK(listed.size() == 400);
  CHECK(listed == drained(queue));
  CHECK(Queue{}.in_order().empty());
}

TEST_CASE("what is said to be next but some leaves after them, if nothing sooner comes, and mostly it is said") {
  Random random{6};
  Queue queue;
  for (std::uint32_t i = 0; i < 2'000; ++i) queue.push(at(even(random, 20ms) * 1'000), i);
  std::size_t said = 0;
  for (std::uint32_t turn = 0; turn < 1'000; ++turn) {
    for (std::size_t others = 0; others < 3; ++others) {
      const std::uint32_t* next = queue.next_but(others);
      if (next == nullptr) continue;
      ++said;
      Queue copy = queue;
      for (std::size_t i = 0; i < others; ++i) copy.pop();
      CHECK(copy.pop().payload == *next);
    }
    queue.pop();
  }
  CHECK(said > 2'000);
  CHECK(queue.next_but(1'000) == nullptr);
  CHECK(Queue{}.next_but(0) == nullptr);
}

TEST_CASE("a push into the past breaks an invariant and leaves the queue as it was") {
  Queue queue;
  queue.push(at(10s), 1);
  queue.push(at(20s), 2);
  queue.pop();
  CHECK_THROWS_AS(queue.push(at(10s - 1ms), 3), BrokenInvariant);
  CHECK(queue.size() == 1);
  CHECK_NOTHROW(queue.push(at(10s), 4));
  CHECK(drained(queue) == std::vector<std::uint32_t>{4, 2});
}

TEST_CASE("looking at the next event does not close the time before it") {
  Queue queue;
  queue.push(at(1h), 1);
  CHECK(queue.next_at() == at(1h));
  queue.push(at(1ms), 2);
  CHECK(queue.next_at() == at(1ms));
  CHECK(drained(queue) == std::vector<std::uint32_t>{2, 1});
}

TEST_CASE("an empty queue has no event to take and none that is next") {
  Queue queue;
  CHECK(queue.empty());
  CHECK_THROWS_AS(queue.pop(), BrokenInvariant);
  CHECK_THROWS_AS(queue.next_at(), BrokenInvariant);
  queue.push(at(0s), 1);
  queue.pop();
  CHECK_THROWS_AS(queue.pop(), BrokenInvariant);
}

TEST_CASE("a queue that has taken its last event takes no other, even when it is empty") {
  static_assert(std::is_same_v<EventQueue<int>, EventQueue<int, std::uint64_t{1} << 40u>>);
  EventQueue<int, 3> queue;
  for (int i = 0; i < 3; ++i) {
    queue.push(at(i * 1s), i);
    queue.pop();
  }
  CHECK_THROWS_AS(queue.push(at(5s), 4), BrokenInvariant);
  CHECK(queue.empty());
}

TEST_CASE("ten years lie within the horizon, also before day 0, and what lies beyond the horizon is refused") {
  Queue queue;
  constexpr Duration ten_years = 87600h;
  queue.push(at(ten_years), 3);
  queue.push(at(-ten_years), 1);
  queue.push(at(0s), 2);
  CHECK_THROWS_AS(queue.push(SimTime::max(), 4), BrokenInvariant);
  CHECK_THROWS_AS(queue.push(SimTime::min(), 4), BrokenInvariant);
  CHECK(drained(queue) == std::vector<std::uint32_t>{1, 2, 3});

  Random random{6};
  compare_with_map([=](Random& from) { return even(from, ten_years); }, 10, 100'000, random);
}

TEST_CASE("a queue that has reached its size allocates nothing for an event") {
  for (const auto& [name, delay] : shapes) {
    DYNAMIC_SECTION(name) {
      Random random{5};
      EventQueue<Event> queue;
      for (std::size_t i = 0; i < 5000; ++i) queue.push(SimTime{} + delay(random), OrderAccepted{OrderId{i}});
      const std::size_t before = allocations;
      for (int i = 0; i < 50'000; ++i) {
        const auto entry = queue.pop();
        queue.push(entry.at + delay(random), entry.payload);
      }
      const std::size_t after = allocations;
      CHECK(after == before);
    }
  }
}

}  // namespace outpost
