# Sourced by ./mullion and .mvn/pulumi, which set `root`, the clone: builds what is missing or stale and starts Java on it.
# Runs on the bash 3.2 and the BSD tools of macOS. What runs lies in .mullion/launch, copied out of the modules' target
# folders, so that no build pulls a jar from under a JVM and a class archive stays valid until the sources change:
#
#   stamp            as old as the sources that were built; names the build and the clone it was made in
#   build.log        what Maven said last
#   <build>/         the clone's jars, `classpath`, `packages.json` (the answer to Pulumi's plug-in discovery)
#   <build>/<kind><jdk>/
#                    the class archive of the commands or of the program for one JDK, and the `release` file of that JDK

launch=$root/.mullion/launch
stamp=$launch/stamp
build= # the folder of the build that is current; set by is_stale
jars=  # its class path

say() { echo "mullion: $*" >&2; }

# On a terminal only.
progress() { if [ -t 2 ]; then say "$@"; fi; }

# Starting nothing: a file's text into the variable of that name.
slurp() { IFS= read -r -d '' "$1" <"$2" || :; }

# Folders count too: theirs is the time of the last file that was added or removed.
sources() {
  find "$root/pom.xml" "$root/tools/launch.sh" "$root/templates" "$root/stacks/pom.xml" "$root/stacks/src/main" \
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

# One at a time: a symbolic link appears at once together with the process it names; flock is missing on macOS.
lock() {
  local owner told=
  if ! mkdir -p "$launch" 2>/dev/null || [ ! -w "$launch" ]; then
    say "can not write $launch, where a build goes"
    exit 1
  fi
  until ln -s $$ "$launch/lock" 2>/dev/null; do
    owner=$(readlink "$launch/lock" || :)
    if [ -n "$owner" ] && { ! kill -0 "$owner" 2>/dev/null || [ -n "$(find "$launch/lock" -mmin +60)" ]; }; then
      rm -f "$launch/lock" # its owner was killed; the number may belong to another process by now
    else
      if [ -z "$told" ]; then progress "waiting for process $owner, which builds"; fi
      told=yes
      sleep 0.2
    fi
  done
  trap unlock EXIT
}

unlock() {
  rm -f "$launch/lock"
  trap - EXIT
}

compile() {
  local log=$launch/build.log previous=$build jar name others IFS
  if ! command -v mvn >/dev/null; then
    say "no mvn found; install Maven to build this clone"
    exit 1
  fi
  progress "building what is missing or stale (minutes the first time, seconds later)"
  : >"$launch/started"
  if ! (cd "$root" && mvn -B -ntp -Dstyle.color=never package -Dmaven.test.skip=true -pl modules/cli -am) \
    >"$log" 2>&1 </dev/null; then
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

  # As old as the start of the build: what was edited meanwhile is stale.
  printf '%s\n' "$build" "$root" >"$stamp.new"
  touch -r "$launch/started" "$stamp.new"
  mv -f "$stamp.new" "$stamp"
  # A program that started a moment ago may still open the jars of an older build, but an archive is open at once.
  find "$launch" -mindepth 1 -maxdepth 1 -type d ! -path "$build" ! -path "$previous" -mtime +1 -exec rm -rf {} +
  find "$launch" -mindepth 2 -maxdepth 2 -type d ! -path "$build/*" ! -path "$previous/*" -exec rm -rf {} +
}

# The JDK, its options for short runs, and its class archive: of one kind, since the JVM moves all of it at each start.
find_java() {
  local kind=$1 link home release= major=
  if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=$(command -v java || :); fi
  if [ ! -x "$java" ]; then
    say "no java found; install a JDK 17 or newer, or set JAVA_HOME"
    exit 1
  fi
  while [ -L "$java" ]; do # Debian's /usr/bin/java
    link=$(readlink "$java")
    case $link in /*) java=$link ;; *) java=${java%/*}/$link ;; esac
  done
  home=${java%/bin/java}
  if [ ! -r "$home/release" ]; then # a shim, as that of macOS: only Java knows its home
    home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
    if [ -x "$home/bin/java" ]; then java=$home/bin/java; fi
  fi
  if [ -r "$home/release" ]; then slurp release "$home/release"; fi
  case $release in
    *JAVA_VERSION=\"*)
      major=${release#*JAVA_VERSION=\"}
      major=${major%%[!0-9]*}
      ;;
  esac
  major=${major:-17}

  # No second compiler, which also inlines less, no parallel collector and no counters for others to read. The SDK starts
  # a thread for each asynchronous step where the common pool has a parallelism of one, as it does on two cores. The JVM's
  # own warnings would go to standard output, and the SDK logs each error to standard error that it also hands to Pulumi.
  # Without a configuration of logging to read, the JDK does not search each jar for another logger either; OpenTelemetry
  # and picocli have options against searches of theirs.
  options=(-XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=10 -XX:-UsePerfData -Xlog:disable
    -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 -Djava.util.logging.config.file=/dev/null/none
    -Dio.opentelemetry.context.contextStorageProvider=default -Dpicocli.disable.closures=true)
  case $OSTYPE in
    linux*) # the compiler takes what the program leaves of the cores; who is not root is warned that it takes no more
      options=("${options[@]}" -XX:+UnlockDiagnosticVMOptions -XX:-PrintWarnings
        -XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=5)
      ;;
  esac
  case " ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-}" in
    *-XX:+Use*GC*) ;; # two collectors are an error
    *) options=(-XX:+UseSerialGC "${options[@]}") ;;
  esac
  if [ "$major" -ge 24 ]; then # protobuf's and Netty's, which newer JDKs announce on standard error
    options=("${options[@]}" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED)
  fi

  local folder=$build/$kind${home//\//-} known=
  if [ -r "$folder/release" ]; then slurp known "$folder/release"; fi
  if [ ! -e "$folder/release" ] || [ "$known" != "$release" ]; then
    make_archive "$kind" "$folder" "$release" "$major"
  fi
  if [ -f "$folder/classes.aot" ]; then
    options=("${options[@]}" "-XX:AOTCache=$folder/classes.aot")
  elif [ -f "$folder/classes.jsa" ]; then
    options=("${options[@]}" "-XX:SharedArchiveFile=$folder/classes.jsa")
  fi
}

# Never a failure: without an archive Java only starts slower. Its `release` says that this JDK had its chance.
make_archive() {
  local kind=$1 folder=$2 release=$3 major=$4 new=$2.$$ record
  mkdir "$new" 2>/dev/null || return 0 # a clone that is not ours to write
  progress "preparing the class archive (once for a build and a JDK)"
  record=-XX:DumpLoadedClassList=$new/classes
  if [ "$major" -ge 25 ]; then record=-XX:AOTCacheOutput=$new/classes.aot; fi
  (
    cd "$root"
    # An engine that refuses, also where Pulumi has named its own.
    export PULUMI_MONITOR=127.0.0.1:1 PULUMI_ENGINE=127.0.0.1:1 PULUMI_DRY_RUN=true PULUMI_ORGANIZATION=organization \
      PULUMI_PROJECT=mullion PULUMI_STACK=dev PULUMI_CONFIG='{}' PULUMI_CONFIG_SECRET_KEYS='[]'
    "$java" "${options[@]}" "$record" -cp "$jars" dev.mullion.cli.Training "$kind" \
      Pulumi.dev.yaml examples/*/Pulumi.dev.yaml || :
    # An archive made at the exit of a JVM 17 leaves out picocli, whose class files are too old for it.
    if [ -s "$new/classes" ]; then
      "$java" "${options[@]}" -Xshare:dump "-XX:SharedClassListFile=$new/classes" \
        "-XX:SharedArchiveFile=$new/classes.jsa" -cp "$jars"
    fi
  ) >"$new/training.log" 2>&1 </dev/null || :
  printf %s "$release" >"$new/release"
  rm -rf "$folder" # of a JDK that was replaced where it lies
  mv "$new" "$folder" 2>/dev/null || rm -rf "$new" # another process was first
}

# Builds what is stale; sets java, options and jars, for the `commands` or the `program`.
prepare() {
  if is_stale; then
    lock
    if is_stale; then compile; fi # or whoever held the lock has built it
    unlock
  fi
  find_java "$1"
}
