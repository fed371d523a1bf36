# Sourced by diff and post.

# GitHub takes lines such as ::set-output ...:: for commands, and what is printed here may be a plan's of a fork. So commands
# stop, until a word that nobody can guess; both streams are one, or lines could come before that or behind it.
stop_commands() {
  exec 2>&1
  word=mullion-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$word"
  trap 'echo "::$word::"' EXIT
}

# Each word of an input becomes one argument of an option.
add_words() { # add_words OPTION INPUT
  local words word
  read -r -a words <<<"${2//[$'\n\t']/ }" || true
  for word in ${words[@]+"${words[@]}"}; do arguments+=("$1=$word"); done
}
