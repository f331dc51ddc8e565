#!/usr/bin/env bash
# memory_test.sh OUTPOST SCENARIO SCRATCH [RUNS]: a study of many short runs (100,000 unless told otherwise) takes hardly
# more memory than one of a hundredth as many.
set -uo pipefail
outpost=$1 scenario=$2 scratch=$3 many=${4:-100000}
rm -rf "$scratch" && mkdir -p "$scratch" && cd "$scratch" || exit 1

# peak REPLICATIONS: most memory that a study of two plans took, in kB.
peak() {
  cat >study.toml <<END
schema = 1
scenario = "$scenario"
replications = $1
[[factor]]
set = "staff.crew_110.heads"
values = [1, 2]
END
  rm -f r.sqlite*
  "$outpost" batch study.toml --days 1 --out r.sqlite --quiet >/dev/null &
  local program=$! most=0 seen
  while seen=$(awk '/VmHWM/ { print $2 }' "/proc/$program/status" 2>/dev/null) && [[ -n $seen ]]; do
    most=$seen
    sleep 0.05
  done
  wait "$program" || return 1
  echo "$most"
}
few_peak=$(peak $((many / 200))) || exit 1
many_peak=$(peak $((many / 2))) || exit 1
size=$(stat -c %s r.sqlite)
echo "memory_test: $((many / 100)) runs at most $few_peak kB, $many runs at most $many_peak kB; results file $size bytes"
# A run costs a number for each figure that is compared, not a record: 400 bytes of room for each.
((many_peak - few_peak < 8192 + many * 4 / 10)) || { echo "memory_test: memory grows with the number of runs" >&2; exit 1; }
