#pragma once

#include "sim/spec/parameters.hpp"

namespace outpost::parameters {

template <class Spec, class Visitor>
void visit_calendar(Spec& calendar, Visitor& v) {
  using Dates = std::vector<Date>;
  v.value("holidays", calendar.holidays,
          About<Dates>{"days that are spent like a Sunday", {}, {}, "state-council-2024-12"});
  v.value(
      "workdays", calendar.workdays,
      About<Dates>{"Saturdays and Sundays that are worked in exchange for a holiday", {}, {}, "state-council-2024-12"});
  v.value("term_begins", calendar.term_begins,
          About<Dates>{"first days of school terms; left out: school is on all year", {}, {}, own});
  v.value("term_ends", calendar.term_ends, About<Dates>{"last days of school terms", {}, {}, own});
}

template <class Spec, class Visitor>
void visit_work(Spec& work, Visitor& v) {
  using Spans = std::vector<ClockSpan>;
  v.text("name", work.name, "name of the work");
  v.choice("kind", work.kind, std::span{work_kind_names},
           "round, visit, duty_visit, inspection and registration come due; patrol, counter and meeting have their "
           "hour",
           own);
  v.roles("roles", work.roles, "whose duty it is", "assumption after programme duty lists");
  v.value("every", work.every,
          About<Duration>{"between two due dates of one household or premises; of a round: between two rounds", 1h,
                          Duration{24h} * 3'650,
                          "tmdps-2019: a walk a day, ordinary households twice a year, hardship and migrant "
                          "households monthly"});
  v.value(
      "grace", work.grace,
      About<Duration>{"after which what came due is overdue", 0h, Duration{24h} * 365, "assumption; range 0-60 days"});
  v.value("hours", work.hours, About<Spans>{"in which it is begun; left out: whenever on duty", {}, {}, own});
  v.value(
      "lasts", work.lasts,
      About<Distribution>{"time it takes, once let in", constant(1min), constant(24h), "assumption; mean 5-60 min"});
  v.value("stop", work.stop,
          About<Duration>{"round, patrol: time at every building", 0s, 30min, "assumption; range 5 s-2 min"});
  v.value("knock", work.knock,
          About<Duration>{"time at a door that stays shut", 0s, 30min, "assumption; range 30 s-5 min"});
  v.value(
      "tries", work.tries,
      About<std::int64_t>{"at a door that stays shut, before the visit is excused", 1, 50, "assumption; range 2-8"});
  v.value("retry_after", work.retry_after,
          About<Duration>{"before the same door is tried again, at another hour", 0h, Duration{24h} * 60,
                          "assumption; range 4 h-7 days"});
  v.word("days", work.days, "patrol, counter, meeting: on which days, such as \"mon wed fri\"");
  v.value("every_weeks", work.every_weeks,
          About<std::int64_t>{"patrol, counter, meeting: in every so many weeks, counted from the start", 1, 52, own});
  v.value("begins", work.begins, About<Duration>{"patrol, counter, meeting: by the clock", 0h, 24h, own});
  v.value("pauses_for", work.pauses_for,
          About<std::int64_t>{"least urgent priority that interrupts it; 0: nothing does", 0, 4,
                              "assumption; 4 for rounds and visits, 1-2 for meetings"});
}

template <class Spec, class Visitor>
void visit_familiarity(Spec& familiarity, Visitor& v) {
  v.value("gain", familiarity.gain,
          About<Share>{"of what is missing to full familiarity, what a contact adds", share(0), share(1),
                       "assumption; range 0.1-0.5"});
  v.value("half_life", familiarity.half_life,
          About<Duration>{"after which half of it is gone without a contact", Duration{24h}, Duration{24h} * 3'650,
                          "assumption; range 2 months-2 years"});
  v.value("saves", familiarity.saves,
          About<Share>{"of the time on scene or of a visit, what full familiarity saves", share(0), share(0.9),
                       "assumption; range 0-0.3; 0 switches it off"});
}

template <class Spec, class Visitor>
void visit_trust(Spec& trust, Visitor& v) {
  v.choice("feedback", trust.feedback, std::span{switch_names},
           "whether trust moves, and reporting with it; off: it stands at start and changes nothing", own);
  v.value("start", trust.start,
          About<Share>{"of every household at first", share(0), share(1), "assumption; range 0.3-0.9"});
  v.value("rise", trust.rise,
          About<Share>{"of what is missing to 1, what an answer in time or a visit adds", share(0), share(1),
                       "assumption; range 0.01-0.1"});
  v.value("fall", trust.fall,
          About<Share>{"of what is there, what an answer that came late takes away", share(0), share(1),
                       "assumption; range 0.02-0.3"});
  v.value("weight", trust.weight,
          About<Share>{"how much of reporting hangs on trust: reported x (1 - weight x (1 - trust))", share(0),
                       share(1), "assumption; range 0-0.6"});
  v.choice("deterrence", trust.deterrence, std::span{switch_names},
           "whether visible rounds keep incidents of deterrable kinds away", own);
  v.value("deterred", trust.deterred,
          About<Share>{"of such incidents in a grid that is walked every day, what is kept away", share(0), share(0.5),
                       "assumption; range 0-0.1"});
}

template <class Spec, class Visitor>
void visit_reports(Spec& reports, Visitor& v) {
  v.value("invalid", reports.invalid,
          About<double>{"calls without a matter, for one report by telephone", 0.0, 10.0,
                        "jiangsu-110-2015, kunshan-110-2018, nanchang-110-2013: 57-72% of raw calls, that is 1.3-2.5 "
                        "for a valid one"});
  v.value(
      "duplicates", reports.duplicates,
      About<double>{"further reports of one incident, mean of a Poisson number", 0.0, 10.0, "assumption; range 0-0.5"});
  v.value("merged", reports.merged,
          About<Share>{"of further reports, what intake recognises; the others become orders of their own", share(0),
                       share(1), "assumption; range 0.8-1"});
  v.value("duplicate_after", reports.duplicate_after,
          About<Distribution>{"from the first report to a further one", constant(1s), constant(240h),
                              "assumption; mean 1-30 min"});
  v.value("calls_again", reports.calls_again,
          About<Share>{"of those who hung up, who call again", share(0), share(0.99), "assumption; range 0-0.8"});
  v.value("again_after", reports.again_after,
          About<Distribution>{"from hanging up to calling again", constant(1s), constant(240h),
                              "assumption; mean 5-60 min"});
}

template <class Spec, class Visitor>
void visit_transfer(Spec& transfer, Visitor& v) {
  v.choice("from", transfer.from, std::span{role_names}, "role that gives people; its work stays with the others", own);
  v.choice("to", transfer.to, std::span{role_names}, "role that they take up", own);
  v.value("heads", transfer.heads, About<std::int64_t>{"how many", 0, 100'000, own});
  v.value("begins", transfer.begins, About<Duration>{"from the start of the run", 0h, Duration{24h} * 4'015, own});
  v.value("training", transfer.training,
          About<Duration>{"until they work in the new role", 0h, Duration{24h} * 365, "assumption; range 1-8 weeks"});
}

template <class Spec, class Visitor>
void visit_people(Spec& spec, Visitor& v) {
  v.section("calendar", "holidays and school terms", [&] { visit_calendar(spec.calendar, v); });
  v.entries("work", spec.work, "planned work", [&v](std::string_view, auto& work) { visit_work(work, v); });
  v.section("familiarity", "between a worker and a household", [&] { visit_familiarity(spec.familiarity, v); });
  v.section("trust", "of households in the service", [&] { visit_trust(spec.trust, v); });
  v.section("reports", "calls beside the first", [&] { visit_reports(spec.reports, v); });
  v.rows("transfer", spec.transfers, "people who change their role",
         [&v](auto& transfer) { visit_transfer(transfer, v); });
}

}  // namespace outpost::parameters
