#!/bin/sh
# Without a display the program says what to do and ends with 4. Usage: no_display.sh OUTPOST-VIZ SCENARIO
for display in "" ":4242"; do
  if [ -z "$display" ]; then unset DISPLAY; else export DISPLAY="$display"; fi
  message=$("$1" "$2" 2>&1 >/dev/null)
  code=$?
  [ $code = 4 ] || { echo "FAILED: exit $code with DISPLAY='$display': $message"; exit 1; }
  case $message in
    *"no display"*DISPLAY*xvfb-run*) ;;
    *) echo "FAILED: the message does not help: $message"; exit 1 ;;
  esac
done
