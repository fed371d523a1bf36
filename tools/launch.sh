# Sourced by ./mullion and .mvn/pulumi of a clone, which set `root`, and by bin/mullion of a release: starts Java with the
# options of a short run and a class archive. Runs on the bash 3.2 and the BSD tools of macOS. Whoever sources it sets
#
#   launch           a folder of its own: build.lock there is held by whoever builds or makes an archive
#   build            the folder in it of what is run: <kind><jdk>/ there holds the class archive of the commands, of the
#                    program or of the plug-in for one JDK, the `release` file of that JDK, and the archive's `sum`, or `failed` where there is none
#   jars             the class path
#   training         the folder whose stack files the archive is trained on

home= version= major= release= # of the JDK; set by find_java

say() { echo "mullion: $*" >&2; }

# On a terminal only.
progress() { if [ -t 2 ]; then say "$@"; fi; }

# Starting nothing: a file's text into the variable of that name.
slurp() { IFS= read -r -d '' "$1" <"$2" || :; }

# Runs a command that may take long; says so after 15 s, and on a terminal again and again.
patiently() {
  local what=$1 teller status=0
  shift
  (
    exec 9<&- # else its sleep would hold the lock
    seconds=0
    while sleep 15 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
      seconds=$((seconds + 15))
      say "$what ($seconds s)"
      [ -t 2 ] || break
    done
  ) </dev/null >/dev/null &
  teller=$!
  "$@" || status=$?
  kill "$teller" 2>/dev/null || :
  wait "$teller" 2>/dev/null || :
  return "$status"
}

# The kernel's lock on descriptor 9 ends with the last process that has it, killed or not. macOS has no flock, but perl.
flock_9() {
  if command -v flock >/dev/null; then
    flock "$@" 9
  else
    perl -e 'open my $lock, "<&=9" or exit 1; exit !flock($lock, @ARGV ? 6 : 2)' -- "$@"
  fi
}

# Builds one at a time. Never a failure where the clone can be written: where there is no lock at all, two may meet.
lock() {
  if ! mkdir -p "$launch" 2>/dev/null || [ ! -w "$launch" ]; then
    say "can not write $launch, where a build goes"
    exit 1
  fi
  [ -e "$launch/build.lock" ] || (umask 022 && : >>"$launch/build.lock")
  if ! { exec 9<"$launch/build.lock"; } 2>/dev/null; then
    say "can not read $launch/build.lock, by which builds wait for each other"
    exit 1
  fi
  if ! flock_9 -n 2>/dev/null; then
    progress "waiting for another build of this clone"
    patiently "waiting for another build of this clone" flock_9 || :
  fi
}

unlock() { exec 9<&-; }

# The JDK and its options for short runs. Sets java, options, home, version, major and release.
find_java() {
  local link found by settings
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java by=" (JAVA_HOME)"
    if [ ! -x "$java" ]; then
      say "JAVA_HOME is $JAVA_HOME, where there is no bin/java; set it to a JDK 17 or newer, or unset it"
      exit 1
    fi
  else
    java=$(command -v java || :) by=" (on PATH)"
    if [ ! -x "$java" ]; then
      say "no java found; install a JDK 17 or newer, or set JAVA_HOME"
      exit 1
    fi
  fi
  found=$java
  while [ -L "$java" ]; do # Debian's /usr/bin/java
    link=$(readlink "$java")
    case $link in /*) java=$link ;; *) java=${java%/*}/$link ;; esac
  done
  home=${java%/bin/java}
  if [ -r "$home/release" ]; then
    home=$(cd "$home" && pwd -P) # one JDK has one archive, however JAVA_HOME names it
  else # a shim, as that of macOS: only Java knows its home
    settings=$("$java" -XshowSettings:properties -version 2>&1 || :)
    home=$(sed -n 's/^ *java.home = //p' <<<"$settings")
    version=$(sed -n 's/^ *java.version = //p' <<<"$settings")
    if [ -z "$version" ]; then
      say "$found$by does not start; install a JDK 17 or newer, or set JAVA_HOME"
      exit 1
    fi
    if [ -x "$home/bin/java" ]; then java=$home/bin/java; fi
  fi
  if [ -r "$home/release" ]; then slurp release "$home/release"; fi
  case $release in
    *JAVA_VERSION=\"*) version=${release#*JAVA_VERSION=\"} && version=${version%%\"*} ;;
  esac
  major=${version%%[!0-9]*}
  if [ "${major:-17}" -lt 17 ]; then
    say "$found$by is Java $version; Mullion needs a JDK 17 or newer: install one, or set JAVA_HOME to it"
    exit 1
  fi
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
  case " ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}" in
    *-XX:+Use*GC*) ;; # two collectors are an error
    *) options=(-XX:+UseSerialGC "${options[@]}") ;;
  esac
  if [ "$major" -ge 24 ]; then # protobuf's and Netty's, which newer JDKs announce on standard error
    options=("${options[@]}" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED)
  fi

  # Without a locale, as in most containers, Java reads no path that is not ASCII; bash counts the bytes of a letter then.
  # A locale of another encoding is somebody's choice.
  local letter=$'\303\251'
  if [ ${#letter} -ne 1 ]; then
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
      '' | C | POSIX | *[Uu][Tt][Ff]*8) export LC_ALL=C.UTF-8 ;;
    esac
    case ${LC_ALL:-} in C.UTF-8) options=("${options[@]}" -Dsun.jnu.encoding=UTF-8) ;; esac
  fi 2>/dev/null
}

# Whether this JDK's archive is as it was made, or could not be made a short while ago: a JVM dies of a truncated one.
is_trained() {
  local known= sum= size= name=
  [ -r "$folder/release" ] || return 1
  slurp known "$folder/release"
  [ "$known" = "$release" ] || return 1
  if [ -e "$folder/failed" ]; then
    [ -z "$(find "$folder/failed" -mmin +10)" ]
    return
  fi
  read -r sum size name 2>/dev/null <"$folder/sum" || return 1
  if [ -z "$(find "$folder/$name" -size "${size}c" ! -newer "$folder/sum" 2>/dev/null)" ]; then
    [ "$(cd "$folder" && cksum "$name" 2>/dev/null)" = "$sum $size $name" ] || return 1
    touch "$folder/sum" 2>/dev/null || :
  fi
  archive=$folder/$name
}

# Never a failure: without an archive Java only starts slower.
make_archive() {
  local new=$folder.$$ name=
  mkdir "$new" 2>/dev/null || return 0
  progress "preparing the class archive (once for a build and a JDK)"
  patiently "preparing the class archive" train "$new" || :
  if [ -s "$new/classes.aot" ]; then name=classes.aot; elif [ -s "$new/classes.jsa" ]; then name=classes.jsa; fi
  printf %s "$release" >"$new/release"
  if [ -n "$name" ]; then (cd "$new" && cksum "$name" >sum); else : >"$new/failed"; fi
  rm -rf "$folder" # of a JDK that was replaced where it lies, or torn
  mv "$new" "$folder" 2>/dev/null || rm -rf "$new"
}

train() {
  local new=$1 record trainer=dev.mullion.cli.Training
  if [ "$kind" = plugin ]; then trainer=dev.mullion.provider.PluginTraining; fi
  record=-XX:DumpLoadedClassList=$new/classes
  if [ "$major" -ge 25 ]; then record=-XX:AOTCacheOutput=$new/classes.aot; fi
  (
    cd "$training"
    # An engine that refuses, also where Pulumi has named its own.
    export PULUMI_MONITOR=127.0.0.1:1 PULUMI_ENGINE=127.0.0.1:1 PULUMI_DRY_RUN=true PULUMI_ORGANIZATION=organization \
      PULUMI_PROJECT=mullion PULUMI_STACK=dev PULUMI_CONFIG='{}' PULUMI_CONFIG_SECRET_KEYS='[]'
    "$java" "${options[@]}" "$record" -cp "$jars" "$trainer" "$kind" \
      Pulumi.dev.yaml examples/*/Pulumi.dev.yaml || :
    # An archive made at the exit of a JVM 17 leaves out picocli, whose class files are too old for it.
    if [ -s "$new/classes" ]; then
      # Complete or not at all.
      "$java" "${options[@]}" -Xshare:dump "-XX:SharedClassListFile=$new/classes" \
        "-XX:SharedArchiveFile=$new/classes.jsa" -cp "$jars" || rm -f "$new/classes.jsa"
    fi
  ) >"$new/training.log" 2>&1 </dev/null
}

# Whether a command line may be one of those that ask AWS, whose libraries the others have not on their class path: a search
# for a class that is nowhere opens each jar. An archive stays valid where more stands behind the path that it was made with.
asks_aws() {
  case " $* " in *' ami '* | *' doctor '* | *' adopt '*) return 0 ;; esac
  return 1
}

# Ends where the class path can not hold the folder that it begins with.
refuse_colon() {
  case $root in
    *:*)
      say "the folder $root has a colon in its path, which ends an entry of Java's class path; move $1"
      exit 1
      ;;
  esac
}

# Makes or finds the class archive of the `commands`, the `program` or the `plugin`, behind find_java; adds it to the options.
use_archive() {
  local kind=$1 folder archive=
  folder=$build/$kind${home//\//-} # of one kind, since the JVM moves all of an archive at each start
  if ! is_trained && [ -w "$build" ]; then # what is not ours to write starts without
    lock
    if ! is_trained; then make_archive; fi
    unlock
    is_trained || :
  fi
  case $archive in
    *.aot) options=("${options[@]}" "-XX:AOTCache=$archive") ;;
    *.jsa) options=("${options[@]}" "-XX:SharedArchiveFile=$archive") ;;
  esac
}

# Sets launch to the place of a release's class archives, in the user's cache; fails where there is none. Whoever writes an archive has
# its classes run: it lies in no repository, as where HOME is a checkout, and in no folder of another user's.
find_cache() {
  local cache=${XDG_CACHE_HOME:-} real at
  case $cache in /*) ;; *) cache=${HOME:-.}/.cache ;; esac
  case $cache in /*) ;; *) return 1 ;; esac
  launch=$cache/mullion/launch
  real=$launch
  while [ -n "$real" ] && [ ! -e "$real" ] && [ ! -L "$real" ]; do real=${real%/*}; done
  real=$(CDPATH= cd "${real:-/}" 2>/dev/null && pwd -P) || return 1
  for at in "$launch" "$real"; do
    while [ ! -e "$at/.git" ] && [ ! -L "$at/.git" ]; do
      if [ -z "$at" ]; then continue 2; fi
      at=${at%/*}
    done
    return 1
  done
  [ -d "$launch" ] || (umask 077 && mkdir -p "$launch") 2>/dev/null || return 1
  [ -O "$cache/mullion" ]
}

# Of an unpacked release, `root`: sets java, options and jars, for the `commands` or the `plugin`.
use_release() {
  refuse_colon "$2"
  training=$root/share
  shopt -u patsub_replacement 2>/dev/null || : # in bash 5.2, & in the folder's name would stand for what is replaced
  slurp jars "$root/lib/classpath"
  jars=$root/${jars%$'\n'}
  jars=${jars//:/:$root/}
  find_java
  if find_cache; then # without, it starts slower
    build=$launch/release${root//\//-}
    mkdir -p "$build" 2>/dev/null || :
    use_archive "$1"
  fi
}
