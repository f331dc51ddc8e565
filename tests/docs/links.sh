#!/usr/bin/env bash
# links.sh PAGE...: every link and picture that is a file of ours exists beside its page.
set -uo pipefail
links=0
broken=0
for page in "$@"; do
  while IFS= read -r target; do
    links=$((links + 1))
    target=${target%%#*}
    [[ -z $target || -e $(dirname "$page")/$target ]] && continue
    echo "$page: there is no $target"
    broken=$((broken + 1))
  done < <(grep -oE '\]\([^) ]+' "$page" | sed 's/^](//' | grep -vE '^[a-z]+:')
done
echo "$links links, $broken broken"
((links > 0 && broken == 0))
