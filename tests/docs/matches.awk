# awk -f matches.awk EXPECTED PRINTED: status 0 if the lines are equal but for blanks at their ends; a line of three
# dots stands for any lines, three dots within a line for any text.
function line_matches(pattern, text,  parts, n, i, at) {
  n = split(pattern, parts, "[.][.][.]")
  if (n <= 1) return pattern == text
  if (substr(text, 1, length(parts[1])) != parts[1]) return 0
  text = substr(text, length(parts[1]) + 1)
  for (i = 2; i < n; ++i) {
    if (parts[i] == "") continue
    at = index(text, parts[i])
    if (at == 0) return 0
    text = substr(text, at + length(parts[i]))
  }
  return length(text) >= length(parts[n]) && substr(text, length(text) - length(parts[n]) + 1) == parts[n]
}

{ sub(/[ \t\r]+$/, "") }
NR == FNR { expected[++wanted] = $0; next }
{ printed[++given] = $0 }

# The last line of dots takes as little as it can, and one line more whenever what follows does not fit.
END {
  e = 1
  p = 1
  dots = 0
  while (p <= given) {
    if (e <= wanted && expected[e] == "...") {
      dots = e++
      taken = p
    } else if (e <= wanted && line_matches(expected[e], printed[p])) {
      ++e
      ++p
    } else if (dots) {
      e = dots + 1
      p = ++taken
    } else {
      exit 1
    }
  }
  while (e <= wanted && expected[e] == "...") ++e
  exit e <= wanted
}
