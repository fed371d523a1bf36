# Sourced by diff and post.

# GitHub takes lines such as ::set-output ...:: for commands, and what is printed here may be a plan's of a fork. So commands
# stop, until a word that nobody can guess; both streams are one, or lines could come before that or behind it.
stop_commands() {
  exec 2>&1
  word=mullion-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$word"
  trap 'echo "::$word::"' EXIT
}

# Each stack of the input becomes one argument.
add_stacks() {
  local stacks stack
  read -r -a stacks <<<"${INPUT_STACKS//[$'\n\t']/ }" || true
  for stack in ${stacks[@]+"${stacks[@]}"}; do arguments+=("--stack=$stack"); done
}
