#!/bin/sh
# Real clicks and keys on a real window, on a display of its own. Usage: smoke.sh OUTPOST-VIZ SCENARIO FOLDER
# Exit 0: all held; 1: something did not; 77: skipped, because a tool is missing.
set -u
program=$1
scenario=$2
folder=$3

if [ "${OUTPOST_SMOKE_INSIDE:-}" != yes ]; then
  for tool in xvfb-run xdotool; do
    if ! command -v "$tool" >/dev/null; then
      echo "skipped: $tool is not installed (Debian packages xvfb, xdotool)"
      exit 77
    fi
  done
  mkdir -p "$folder"
  OUTPOST_SMOKE_INSIDE=yes exec xvfb-run -a -s "-screen 0 1440x900x24" "$0" "$program" "$scenario" "$folder"
fi

state=$folder/state
rm -f "$state" "$folder/window.png" "$folder"/outpost-D*.png
cd "$folder" || exit 1
"$program" no-such-scenario.toml 2>errors
[ $? = 2 ] || { echo "FAILED: a scenario that cannot be read ends with 2"; exit 1; }
grep -q "no-such-scenario.toml" errors || { echo "FAILED: the message names the file"; exit 1; }
"$program" "$scenario" --days 2 --at "D1 10:00" --size 1280x800 --state "$state" 2>errors &
viewer=$!

fail() {
  echo "FAILED: $1"
  [ -f "$state" ] && cat "$state"
  cat errors
  kill "$viewer" 2>/dev/null
  exit 1
}
value() { sed -n "s/^$1 //p" "$state" 2>/dev/null; }
# Waits at most 20 s until the shell condition holds.
wait_for() {
  tries=0
  until eval "$1"; do
    tries=$((tries + 1))
    [ $tries -gt 200 ] && fail "$2"
    kill -0 "$viewer" 2>/dev/null || fail "the window is gone: $2"
    sleep 0.1
  done
}
# The state file is written four times a second: after this it is younger than the call.
settle() { sleep 0.8; }
# place NAME SHARE: pixel coordinates at the share of a widget's width, the middle of its height.
place() { sed -n "s/^widget $1 //p" "$state" | awk -v s="$2" '{ printf "%d %d", $1 + $3 * s, $2 + $4 / 2 }'; }
point() { xdotool mousemove --window "$window" $1 $2; sleep 0.15; }
click() { point $(place "$1" "$2"); xdotool click 1; settle; }

wait_for '[ -s "$state" ]' "the window starts and writes its state"
window=$(xdotool search --onlyvisible --pid "$viewer" 2>/dev/null | head -n 1)
[ -n "$window" ] || window=$(xdotool search --name '^Outpost' | head -n 1)
[ -n "$window" ] || fail "the window can be found"
xdotool windowfocus "$window"
sleep 0.3

began=$(value clock_ms)
[ "$(value playing)" = 0 ] || fail "the window begins stopped"
settle
[ "$(value clock_ms)" = "$began" ] || fail "a stopped clock stands still"

click play 0.5
[ "$(value playing)" = 1 ] || fail "a click on Play plays"
moved=$(value clock_ms)
[ "$moved" -gt "$began" ] || fail "a click on Play starts the clock"
settle
[ "$(value clock_ms)" -gt "$moved" ] || fail "the clock goes on"
click play 0.5
[ "$(value playing)" = 0 ] || fail "a second click stops"
echo "ok: ten clicks on Play count ten times"
for _ in 1 2 3 4 5; do
  xdotool click 1; settle; [ "$(value playing)" = 1 ] || fail "no click is lost"
  xdotool click 1; settle; [ "$(value playing)" = 0 ] || fail "no click is lost"
done

xdotool key --window "$window" space; settle
[ "$(value playing)" = 1 ] || fail "Space plays"
xdotool key --window "$window" space; settle
[ "$(value playing)" = 0 ] || fail "Space stops"
echo "ok: Space"

click scrub 0.25
there=$(value clock_ms)
open_there=$(value open_orders)
point $(place scrub 0.25); xdotool mousedown 1; sleep 0.2
for share in 0.40 0.60 0.75; do point $(place scrub $share); done
settle
away=$(value clock_ms)
[ "$away" -gt "$there" ] || fail "a drag on the scrub bar moves the clock"
for share in 0.60 0.40 0.25; do point $(place scrub $share); done
xdotool mouseup 1; settle
[ "$(value clock_ms)" = "$there" ] || fail "a drag back returns to the same clock"
[ "$(value open_orders)" = "$open_there" ] || fail "the same clock shows the same open orders"
echo "ok: scrub"

before=$(value metres_per_pixel)
point 860 300; xdotool click 4; settle
[ "$(value metres_per_pixel)" != "$before" ] || fail "the wheel zooms"
centre=$(value centre)
point 860 300; xdotool mousedown 1; sleep 0.2; point 760 360; point 700 380; xdotool mouseup 1; settle
[ "$(value centre)" != "$centre" ] || fail "a drag moves the map"
echo "ok: camera"

click scrub 0.71
if [ -n "$(place first_order 0.5)" ]; then
  centre=$(value centre)
  click first_order 0.4
  [ "$(value centre)" != "$centre" ] || fail "a click on an order puts it in the middle of the map"
  echo "ok: board"
else
  fail "orders are open at this time"
fi

click language 0.5
[ "$(value language)" = zh ] || fail "the language button changes the language"
xdotool key --window "$window" F12; settle
ls "$folder"/outpost-D*.png >/dev/null 2>&1 || fail "F12 saves a picture"
mv "$folder"/outpost-D*.png "$folder/window.png"
# A blank window of this size packs into a few kilobytes.
[ "$(wc -c <"$folder/window.png")" -gt 60000 ] || fail "the picture of the window is not blank"
echo "ok: picture of the window"

xdotool key --window "$window" ctrl+q
tries=0
while kill -0 "$viewer" 2>/dev/null; do
  tries=$((tries + 1))
  [ $tries -gt 100 ] && fail "the window closes when asked"
  sleep 0.1
done
wait "$viewer"
code=$?
[ $code = 0 ] || { cat errors; echo "FAILED: a closed window ends with 0, not $code"; exit 1; }
echo "ok: closed"
