#!/bin/bash
# committed_table.sh PROGRAM STUDY TABLE: whether a bundled study still gives the table that is committed for it.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" batch "$2" --out "$work/r.sqlite" --markdown "$work/table.md" --quiet >/dev/null || exit 1
diff -u "$3" "$work/table.md" && exit 0
echo "the study gives another table; if that is meant, write it anew: outpost batch ${2#../} --out r.sqlite --markdown docs/$3"
exit 1
