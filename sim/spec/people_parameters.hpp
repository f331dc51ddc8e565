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
  visit_added(calendar.office_hours, CalendarSpec{}.office_hours, v, [&] {
    v.value("office_hours", calendar.office_hours,
            About<std::vector<ClockSpan>>{"of working days: what deadlines in working time count",
                                          {},
                                          {},
                                          "assumption: seven hours with a break at noon; range 7-8 h"});
  });
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
void visit_risk(Spec& risk, Visitor& v) {
  v.text("name", risk.name, "name of the risk");
  v.choice("place", risk.place, std::span{risk_place_names}, "where it arises", own);
  v.value(
      "rate", risk.rate,
      About<IncidentRate>{"how many arise", {.per_day = 0.0}, {.per_day = 2'000.0}, "assumption; tenth to tenfold"});
  v.value("shows", risk.shows,
          About<Distribution>{"from its onset until there are signs", constant(0h), constant(Duration{24h} * 3'650),
                              "assumption; mean 0-30 days"});
  v.value("escalates", risk.escalates,
          About<Distribution>{"from its onset until it escalates unless it was found first", constant(1h),
                              constant(Duration{24h} * 36'500), "assumption; mean 10 days-3 years"});
  v.name("becomes", risk.becomes, NameFamily::kind, "kind of incident that it escalates to; left out: it ends");
  v.name("handled_as", risk.handled_as, NameFamily::kind, "kind of order by which a found one is settled");
  v.value("on_round", risk.on_round,
          About<Share>{"chance that a stranger who passes on a round notices the signs", share(0), share(1),
                       "assumption; range 0-0.3"});
  v.value("on_visit", risk.on_visit,
          About<Share>{"chance that a stranger who is let in notices the signs", share(0), share(1),
                       "assumption; range 0.1-0.9"});
  v.value("familiarity", risk.familiarity,
          About<Share>{"of what a stranger misses, what somebody fully familiar with the household notices", share(0),
                       share(1), "assumption; range 0-0.6; 0 switches it off"});
  v.value("neighbours", risk.neighbours,
          About<double>{"rate per day with signs at which somebody near notices and tells, at full trust", 0.0, 10.0,
                        "assumption; range 0-0.05"});
  v.value("alert", risk.alert,
          About<double>{"rate per day with signs at which a data alert points at it", 0.0, 10.0,
                        "assumption; range 0-0.05; 0 switches alerts off"});
  v.value("settles", risk.settles,
          About<Share>{"chance that an order about it ends it", share(0), share(1), "assumption; range 0.5-1"});
  v.value("recurs", risk.recurs,
          About<Distribution>{"after which one that was not settled begins anew", constant(1h),
                              constant(Duration{24h} * 3'650), "assumption; mean 1 week-6 months"});
  v.value("displaced", risk.displaced,
          About<Share>{"chance that one that was ended here begins in another household near", share(0), share(1),
                       "assumption; range 0-0.6"});
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
  v.choice("from", transfer.from, std::span{role_names},
           "role that gives people; its work is left to the others, that of an area without anybody to nobody", own);
  v.choice("to", transfer.to, std::span{role_names}, "role that they take up", own);
  v.value("heads", transfer.heads, About<std::int64_t>{"how many", 0, 100'000, own});
  v.value("begins", transfer.begins, About<Duration>{"from the start of the run", 0h, Duration{24h} * 4'015, own});
  v.value("training", transfer.training,
          About<Duration>{"until they work in the new role", 0h, Duration{24h} * 365, "assumption; range 1-8 weeks"});
}

template <class Spec, class Visitor>
void visit_volunteers(Spec& volunteers, Visitor& v) {
  v.value("per_grid", volunteers.per_grid,
          About<double>{"volunteers of a grid", 0.0, 1'000.0, "programme: 63000 for 9162 grids, that is 6.9"});
  v.value("watch", volunteers.watch, About<std::vector<ClockSpan>>{"hours of their watch, every day", {}, {}, own});
  v.value(
      "turn_up", volunteers.turn_up,
      About<Share>{"chance that one of them turns up at a watch", share(0), share(1), "assumption; range 0.05-0.4"});
  v.value("notice", volunteers.notice,
          About<Share>{"chance that one of them notices a risk with signs in the grid, in one watch", share(0),
                       share(1), "assumption; range 0-0.05"});
}

template <class Spec, class Visitor>
void visit_alerts(Spec& alerts, Visitor& v) {
  v.value("false_alarms", alerts.false_alarms,
          About<IncidentRate>{"data alerts that point at nothing",
                              {.per_day = 0.0},
                              {.per_day = 2'000.0},
                              "assumption; as many as hits, half to fourfold"});
  v.name("handled_as", alerts.handled_as, NameFamily::kind, "kind of order by which a false alarm is answered");
}

template <class Spec, class Visitor>
void visit_rewards(Spec& rewards, Visitor& v) {
  v.choice("paid", rewards.paid, std::span{switch_names}, "whether what is written up is paid for", own);
  v.value("written_up", rewards.written_up,
          About<Share>{"of matters noticed on rounds and visits, what is written up without pay", share(0), share(1),
                       "assumption; range 0.5-1"});
  v.value("written_up_when_paid", rewards.written_up_when_paid,
          About<Share>{"the same with pay", share(0), share(1), "assumption; range: as without pay (no effect), to 1"});
  v.value("effort_when_paid", rewards.effort_when_paid,
          About<double>{"length of visits and stops with pay, times that without", 0.2, 5.0,
                        "assumption; range 1-1.3; 1: no effect"});
  v.value("padded_when_paid", rewards.padded_when_paid,
          About<Share>{"with pay: reports that are made up, for each true one", share(0), share(1),
                       "assumption; range 0-0.3; 0: no effect"});
}

template <class Spec, class Visitor>
void visit_people(Spec& spec, Visitor& v) {
  v.section("calendar", "holidays and school terms", [&] { visit_calendar(spec.calendar, v); });
  v.entries("work", spec.work, "planned work", [&v](std::string_view, auto& work) { visit_work(work, v); });
  v.entries("risks", spec.risks, "something latent that escalates unless it is found first",
            [&v](std::string_view, auto& risk) { visit_risk(risk, v); });
  v.section("familiarity", "between a worker and a household", [&] { visit_familiarity(spec.familiarity, v); });
  v.section("trust", "of households in the service", [&] { visit_trust(spec.trust, v); });
  v.section("reports", "calls beside the first", [&] { visit_reports(spec.reports, v); });
  v.rows("transfer", spec.transfers, "people who change their role",
         [&v](auto& transfer) { visit_transfer(transfer, v); });
  v.section("volunteers", "who keep watch", [&] { visit_volunteers(spec.volunteers, v); });
  v.section("alerts", "of data", [&] { visit_alerts(spec.alerts, v); });
  v.section("rewards", "pay for what is written up", [&] { visit_rewards(spec.rewards, v); });
}

}  // namespace outpost::parameters
