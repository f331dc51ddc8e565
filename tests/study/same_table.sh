#!/bin/bash
# same_table.sh PAGE OTHER NAME: whether OTHER has, between `<!-- NAME: begin -->` and `<!-- NAME: end -->`, the first table of PAGE.
# With --write it is written there.
set -u
first=$(awk '/^\|/ { found = 1; print; next } found { exit }' "$1")
[[ -n $first ]] || { echo "$1 has no table"; exit 1; }
if [[ ${4-} == --write ]]; then
  TABLE=$first awk -v name="$3" '
    $0 == "<!-- " name ": begin -->" { print; print ENVIRON["TABLE"]; skip = 1; next }
    $0 == "<!-- " name ": end -->" { skip = 0 }
    !skip' "$2" > "$2.new" && mv "$2.new" "$2"
fi
there=$(awk -v name="$3" '$0 == "<!-- " name ": begin -->" { on = 1; next } $0 == "<!-- " name ": end -->" { on = 0 } on' "$2")
diff <(echo "$first") <(echo "$there") && exit 0
echo "the table of $2 is another; write it anew: $0 $1 $2 $3 --write"
exit 1
