# Cuts the fenced blocks of a page into steps, files named by number in the folder `steps` (run_commands.sh says how
# blocks are marked). Status 1 for a page that is not marked as it should be.
function complain(what) {
  print FILENAME ":" FNR ": " what
  wrong = 1
}

function begin_step() {
  step = sprintf("%s/%04d", steps, ++count)
  print FNR > (step ".line")
}

# The first word of a command, without the folder.
function program_of(command,  words) {
  split(command, words, " ")
  sub(/.*\//, "", words[1])
  return words[1]
}

function open_block(info,  words) {
  split(info, words, " ")
  has_command = 0
  goes_on = 0
  needed = ""
  kind = "other"
  if (words[1] == "sh") {
    if (info == "sh") kind = "run"
    else if (info == "sh no-run") kind = "show"
    else if (words[2] == "needs" && words[3] != "" && words[4] == "") { kind = "run"; needed = words[3] }
    else complain("\"" info "\" is no mark of a block: write sh, sh no-run or sh needs FILE")
  } else if (words[2] ~ /^[a-z0-9_-]+\.(toml|csv|geojson)$/) {
    kind = "file"
    begin_step()
    print words[2] > (step ".name")
    printf "" > (step ".file")
  }
}

# A command goes on after a backslash, and until its double quotes are closed.
function add_to_command(line,  copy) {
  print line > (step ".command")
  copy = line
  quotes += gsub(/"/, "", copy)
  goes_on = line ~ /\\$/ || quotes % 2 == 1
}

function take(line) {
  if (goes_on) {
    add_to_command(line)
  } else if (line ~ /^\$ /) {
    begin_step()
    has_command = 1
    if (needed != "") print needed > (step ".needs")
    quotes = 0
    add_to_command(substr(line, 3))
  } else if (!has_command) {
    complain("a block marked sh begins with a command, after \"$ \"")
  } else if (line ~ /^# exit [0-9]+$/) {
    print substr(line, 8) > (step ".status")
  } else {
    print line > (step ".expected")
  }
}

/^[ \t]+```/ { complain("a block begins at the left margin") }
/^```/ {
  if (inside) inside = 0
  else {
    inside = 1
    opened = FNR
    open_block(substr($0, 4))
  }
  next
}
inside && kind == "run" { take($0) }
inside && kind == "file" { print > (step ".file") }
inside && kind == "show" {
  line = $0
  sub(/^\$ /, "", line)
  if (program_of(line) ~ /^outpost$/) complain("a call of outpost can be run: take no-run away")
}
inside && kind == "other" && /^\$ / { complain("a command in a block that is not marked sh") }
END {
  if (inside) {
    print FILENAME ":" opened ": the block does not end"
    wrong = 1
  }
  exit wrong
}
