#pragma once

#include "sim/spec/parameters.hpp"

namespace outpost::parameters {

template <class Spec, class Visitor>
void visit_counter(Spec& counter, Visitor& v) {
  v.choice("when_closed", counter.when_closed, std::span{when_closed_names},
           "what people do whose counter is closed, or closes while they stand in line: come back when it opens, or "
           "report by the other channel of their kind",
           own);
  v.optional("patience", counter.patience,
             About<Distribution>{"how long people stand in line before they leave; left out: for ever", constant(1s),
                                 constant(240h), "assumption; mean 15 min-2 h"});
}

template <class Spec, class Visitor>
void visit_desk_time(Spec& desk, Visitor& v) {
  v.value("at_desk", desk.at_desk,
          About<Distribution>{"time at the desk of a counter, of who comes by channel counter", constant(0h),
                              constant(48h), "assumption; mean 5-30 min"});
  v.value("settled_at_desk", desk.settled_at_desk,
          About<Share>{"of them, settled at the desk; the others become orders", share(0), share(1),
                       "assumption; range 0.5-1"});
}

}  // namespace outpost::parameters
