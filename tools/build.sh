# Sourced by ./mullion, ./pulumi-resource-mullion and .mvn/pulumi, which set `root`, the clone, behind launch.sh: builds what is missing or stale. What
# runs lies in .mullion/launch, copied out of the modules' target folders, so that no build pulls a jar from under a JVM and a
# class archive stays valid until the sources change:
#
#   stamp            as old as the sources that were built; names the build and the clone it was made in
#   build.lock       held by whoever builds, by its Maven too
#   build.log        what Maven said last
#   <build>/         the clone's jars, `classpath`, `classpath-aws` (what stands behind it where a command asks AWS),
#                    `packages.json` (the answer to Pulumi's plug-in discovery), and the class archives of launch.sh

launch=$root/.mullion/launch
stamp=$launch/stamp
training=$root
build= # the folder of the build that is current; set by is_stale
jars=  # its class path

# Folders count too: theirs is the time of the last file that was added or removed.
sources() {
  find "$root/pom.xml" "$root/tools/launch.sh" "$root/tools/build.sh" "$root/templates" "$root/stacks/pom.xml" "$root/stacks/src/main" \
    "$root"/modules/*/pom.xml "$root"/modules/*/src/main "$@"
}

is_stale() {
  local clone jar
  [ -r "$stamp" ] || return 0
  { read -r build && read -r clone; } <"$stamp" || return 0
  [ "$clone" = "$root" ] && [ -r "$build/classpath" ] || return 0
  slurp jars "$build/classpath"
  local IFS=:
  for jar in $jars; do # a local Maven repository may be gone
    [ -r "$jar" ] || return 0
  done
  IFS= read -r _ < <(sources -newer "$stamp")
}

# What the first build brings from the network, where Maven keeps it; nothing where it is there.
downloads() {
  local kept=${HOME:-}/.m2/repository
  [ -d "$kept/com/pulumi" ] || printf %s "; the first time Maven downloads its plug-ins and the libraries, some 350 MB, into $kept"
}

maven() {
  (cd "$root" && mvn -B -ntp -Dstyle.color=never package -Dmaven.test.skip=true -pl modules/cli -am) >"$1" 2>&1 </dev/null
}

compile() {
  local log=$launch/build.log previous=$build jar name others IFS
  if ! command -v mvn >/dev/null; then
    say "no mvn found; install Maven to build this clone"
    exit 1
  fi
  progress "building what is missing or stale (minutes the first time, seconds later)$(downloads)"
  : >"$launch/started"
  if ! patiently "building$(downloads)" maven "$log"; then
    if grep -q '^\[ERROR\] ' "$log"; then # behind the arrow Maven explains itself
      # With the compiler's warnings, which are errors here and keep their own label.
      sed -n '/^\[ERROR\] -> /q; /^\[ERROR\] ./p; /^\[WARNING\] .*\.java:\[/p' "$log" | awk '!seen[$0]++' | head -n 20 >&2
    else
      tail -n 20 "$log" >&2
    fi
    say "the build failed; all of it: $log"
    exit 1
  fi

  build=$launch/$(date +%Y%m%d%H%M%S)-$$
  mkdir "$build"
  slurp jars "$root/modules/cli/target/classpath"
  set -- "$root/modules/cli/target/mullion-cli.jar"
  IFS=:
  for jar in ${jars%$'\n'}; do set -- "$@" "$jar"; done
  # Ours first: a file inside a jar is looked for in one jar after the other, and each that is opened takes its time.
  jars=
  others=
  for jar in "$@"; do
    case $jar in
      "$root"/*)
        name=$build/${jar##*/}
        cp "$jar" "$name"
        jars=$jars${jars:+:}$name
        ;;
      *) others=$others:$jar ;;
    esac
  done
  jars=$jars$others
  printf %s "$jars" >"$build/classpath"
  if [ -r "$root/modules/cli/target/classpath-aws" ]; then
    cp "$root/modules/cli/target/classpath-aws" "$build/classpath-aws"
  fi

  # As old as the start of the build: what was edited meanwhile is stale.
  printf '%s\n' "$build" "$root" >"$stamp.new"
  touch -r "$launch/started" "$stamp.new"
  mv -f "$stamp.new" "$stamp"
  # A program that started a moment ago may still open the jars of an older build, but an archive is open at once.
  find "$launch" -mindepth 1 -maxdepth 1 -type d ! -path "$build" ! -path "$previous" -mtime +1 -exec rm -rf {} +
  find "$launch" -mindepth 2 -maxdepth 2 -type d ! -path "$build/*" ! -path "$previous/*" -exec rm -rf {} +
}

# Builds what is stale; sets java, options and jars, for the `commands`, the `program` or the `plugin`.
prepare() {
  refuse_colon 'the clone'
  find_java
  if is_stale; then
    lock
    if is_stale; then compile; fi # or whoever held the lock has built it
    unlock
  fi
  use_archive "$1"
}
