#!/usr/bin/env bash
# run_commands.sh DOCUMENT SOURCE PROGRAMS SCRATCH [DATA]: runs every command of a page and compares what it prints.
#
#   ```sh                   lines that begin with "$ " are commands; one goes on after a backslash at its end, and until
#                           its double quotes are closed. The lines after it, if any, are what it prints (both
#                           streams; blanks at the end of a line do not count): a line of three dots stands for any
#                           lines, three dots within a line for any text. The status must be 0, or N where a line
#                           "# exit N" follows the command.
#   ```sh needs FILE        the same, where DATA holds FILE, which then lies beside the commands; else passed over, aloud
#   ```sh no-run            is only read: what needs root, a screen or half an hour. It must not hold a call of outpost
#   ```toml NAME.toml       is written to that file before the next command; the same for csv and geojson
#
# Commands of one page run one after the other in one empty folder, with scenarios/ in it and `outpost` on the PATH.
# Status 1 says that the page is wrong, and where. To bring a page up to date, read renew.awk.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
document=$1 source=$2 programs=$3 scratch=$4 data=${5-}

rm -rf "$scratch"
mkdir -p "$scratch/steps" "$scratch/checkout/scenarios" "$scratch/home" || exit 1
for folder in cities data presets studies verify; do cp -r "$source/scenarios/$folder" "$scratch/checkout/scenarios/" || exit 1; done

# steps/0001.command and so on: what there is to do, in the order of the page.
awk -v steps="$scratch/steps" -f "$here/blocks.awk" "$document" || exit 1

export PATH=$programs:$PATH HOME=$scratch/home XDG_CACHE_HOME=$scratch/home/cache LC_ALL=C.UTF-8
ran=0
failed=0
passed_over=0

# complain TEXT: at the command's line of the page.
complain() {
  echo "$document:$(<"$step.line"): $1"
  failed=$((failed + 1))
}

for line in "$scratch"/steps/*.line; do
  [[ -e $line ]] || break # a page without commands
  step=${line%.line}
  if [[ -e $step.file ]]; then
    cp "$step.file" "$scratch/checkout/$(<"$step.name")"
    continue
  fi
  if [[ -e $step.needs ]]; then
    needed=$(<"$step.needs")
    if [[ -z $data || ! -e $data/$needed ]]; then
      echo "passed over: $(<"$step.command") (there is no $needed in \"$data\")"
      passed_over=$((passed_over + 1))
      continue
    fi
    cp -n "$data/$needed" "$scratch/checkout/"
  fi
  status=0
  (cd "$scratch/checkout" && exec bash -o pipefail "$step.command") >"$step.printed" 2>&1 </dev/null || status=$?
  ran=$((ran + 1))
  wanted=0
  [[ ! -e $step.status ]] || wanted=$(<"$step.status")
  if ((status != wanted)); then
    complain "status $status instead of $wanted: $(<"$step.command")"
    tail -n 20 "$step.printed"
  elif [[ -e $step.expected ]] && ! awk -f "$here/matches.awk" "$step.expected" "$step.printed"; then
    complain "prints something else: $(<"$step.command")"
    diff "$step.expected" "$step.printed" | sed -e 's/^</page:   /' -e 's/^>/program:/'
  fi
done

echo "$document: $ran commands, $failed wrong, $passed_over passed over"
((failed == 0))
