# awk -v steps=FOLDER -f renew.awk PAGE: the page with what its commands printed in the last run of run_commands.sh,
# whose steps lie in FOLDER, where the page has their whole output. Output with dots in it is left to a person, as is
# the text that quotes figures.
function read_all(file,  line, count) {
  count = 0
  dots = 0
  while ((getline line < file) > 0) {
    sub(/[ \t]+$/, "", line)
    read[++count] = line
    if (index(line, "...")) dots = 1
  }
  close(file)
  return count
}

BEGIN {
  for (number = 1; ; ++number) {
    name = sprintf("%s/%04d", steps, number)
    if ((getline at < (name ".line")) <= 0) break
    step_at[at] = name
  }
}

skip > 0 { --skip; next }
{ print }
FNR in step_at {
  step = step_at[FNR]
  left = read_all(step ".command")
}
left > 0 && --left == 0 {
  expected = read_all(step ".expected")
  if (expected == 0 || dots) next
  skip = expected
  printed = read_all(step ".printed")
  for (i = 1; i <= printed; ++i) print read[i]
}
