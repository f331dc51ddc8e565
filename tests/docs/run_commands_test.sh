#!/usr/bin/env bash
# run_commands_test.sh SCRATCH: the runner must find what is wrong with a page; a runner that finds nothing proves nothing.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$1
rm -rf "$scratch"
mkdir -p "$scratch/source/scenarios"/{cities,data,presets,studies,verify} "$scratch/programs" "$scratch/data"
echo "a map" >"$scratch/data/streets.map"
printf '#!/bin/sh\necho "outpost $*"\n' >"$scratch/programs/outpost"
chmod +x "$scratch/programs/outpost"
wrong=0

# page STATUS TEXT WORDS: a page with the text (its fences written as ~~~) ends with the status, and says the words.
page() {
  local status=0 said
  printf '%b' "$2" | sed 's/^\( *\)~~~/\1```/' >"$scratch/page.md"
  said=$("$here/run_commands.sh" "$scratch/page.md" "$scratch/source" "$scratch/programs" "$scratch/run" \
    "$scratch/data" 2>&1) || status=$?
  if ((status != $1)) || [[ $said != *"$3"* ]]; then
    echo "status $status instead of $1, or without \"$3\", for:"
    cat "$scratch/page.md"
    echo "it said: $said"
    wrong=$((wrong + 1))
  fi
}

page 0 'no commands\n' '0 commands, 0 wrong'
page 0 '~~~sh\n$ echo a\na\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh\n$ outpost run\noutpost run\n$ true\n~~~\n' '2 commands, 0 wrong'
page 0 '~~~sh\n$ echo a \\\n  b\na b\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh\n$ printf "a\\nb\\nc\\nd\\n"\na\n...\nd\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh\n$ printf "a\\nb\\na\\nc\\n"\n...\na\nc\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh\n$ printf "a\\n"\na\n...\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh\n$ echo "digest 12 of 3"\ndigest ... of 3\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh\n$ exit 2\n# exit 2\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh\n$ echo "a\n  b"\na\n  b\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~toml my.toml\ndays = 7\n~~~\n~~~sh\n$ cat my.toml\ndays = 7\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh no-run\n./check\n~~~\n~~~text\nanything\n~~~\n' '0 commands, 0 wrong'
page 0 '~~~sh needs streets.map\n$ cat streets.map\na map\n~~~\n' '1 commands, 0 wrong'
page 0 '~~~sh needs other.map\n$ cat other.map\nb\n~~~\n' '0 commands, 0 wrong, 1 passed over'

page 1 '~~~sh\n$ echo a\nb\n~~~\n' 'page.md:2: prints something else: echo a'
page 1 '~~~sh\n$ printf "a\\nb\\n"\na\n~~~\n' 'prints something else'
page 1 '~~~sh\n$ echo a\na\nb\n~~~\n' 'prints something else'
page 1 '~~~sh\n$ printf "a\\nb\\n"\na\n...\nc\n~~~\n' 'prints something else'
page 1 '~~~sh\n$ echo "digest 12 of 3"\ndigest ... of 4\n~~~\n' 'prints something else'
page 1 '~~~sh\n$ false\n~~~\n' 'status 1 instead of 0'
page 1 '~~~sh\n$ true\n# exit 2\n~~~\n' 'status 0 instead of 2'
page 1 '~~~sh\n$ false | cat\n~~~\n' 'status 1 instead of 0'
page 1 '~~~sh\noutpost run\n~~~\n' 'begins with a command'
page 1 '~~~sh no-run\noutpost run\n~~~\n' 'a call of outpost can be run'
page 1 '~~~sh no-run\n$ build/release/outpost run\n~~~\n' 'a call of outpost can be run'
page 1 '~~~sh norun\n./check\n~~~\n' 'is no mark of a block'
page 1 '~~~\n$ outpost run\n~~~\n' 'not marked sh'
page 1 'x\n~~~sh\n$ true\n' 'page.md:2: the block does not end'
page 1 '- x\n  ~~~sh\n  $ true\n  ~~~\n' 'left margin'
page 1 '~~~sh needs streets.map\n$ false\n~~~\n' 'status 1 instead of 0'

echo "$wrong cases wrong"
((wrong == 0))
