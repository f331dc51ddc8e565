#!/usr/bin/env bash
# kill_test.sh OUTPOST SCENARIO SCRATCH: a study of 200 runs, killed by force at five random times and resumed with other
# numbers of threads, has the result digest of one that ran on one thread without a break; and every start runs what is
# missing and nothing else.
set -uo pipefail
outpost=$1 scenario=$2 scratch=$3
rm -rf "$scratch" && mkdir -p "$scratch" && cd "$scratch" || exit 1

cat >study.toml <<END
schema = 1
scenario = "$scenario"
replications = 50
[[factor]]
set = "staff.crew_110.heads"
values = [5, 6, 7, 8]
END
runs=200
fail() {
  echo "kill_test: $1" >&2
  exit 1
}
digest_in() { sqlite3 "$1" "SELECT value FROM provenance WHERE key = 'result_digest'"; }
done_in() { sqlite3 "$1" "SELECT count(*) FROM run WHERE status = 'done'" 2>/dev/null || echo 0; }

begun=$(date +%s%N)
"$outpost" batch study.toml --out whole.sqlite --threads 1 --quiet >/dev/null || fail "the uninterrupted study ended with $?"
whole_ms=$((($(date +%s%N) - begun) / 1000000))

RANDOM=${SEED:=$$}
echo "kill_test: seed $SEED, $whole_ms ms without a break"
stored=0
for threads in 2 3 1 4 2; do
  "$outpost" batch study.toml --out killed.sqlite --resume --threads "$threads" --quiet >/dev/null 2>&1 &
  program=$!
  # Within the first fifth of the time that it would take, so that all five kills meet it at work.
  sleep "$(printf '0.%03d' $((RANDOM % 150)))"
  sleep "$(awk -v ms="$whole_ms" -v r="$RANDOM" 'BEGIN { print ms / 1000 / 6 * r / 32768 }')"
  kill -9 "$program" 2>/dev/null
  wait "$program" 2>/dev/null
  now=$(done_in killed.sqlite)
  ((now >= stored)) || fail "a kill lost runs: $stored, then $now"
  echo "kill_test: killed on $threads threads with $now of $runs runs stored"
  stored=$now
done
"$outpost" batch study.toml --out killed.sqlite --resume --threads 3 >out 2>said || fail "the last start ended with $?"
grep -q "$stored of $runs runs were in killed.sqlite; $((runs - stored)) were run now" said ||
  ((stored == 0)) || fail "the last start ran something else than what was missing: $(tail -n 1 said)"
[[ $(done_in killed.sqlite) == "$runs" ]] || fail "runs are missing"
[[ $(digest_in killed.sqlite) == "$(digest_in whole.sqlite)" ]] || fail "the digest is another"
[[ -z $(sqlite3 whole.sqlite "ATTACH 'killed.sqlite' AS k; SELECT run, measure, statistic, scope, value FROM value EXCEPT
  SELECT run, measure, statistic, scope, value FROM k.value") ]] || fail "a value is another"
echo "kill_test: the digest is that of the uninterrupted study"
