@echo off
rem Runs Mullion's command line from a clone on Windows: builds it with Maven when its jar is missing, then starts it.
rem It does not see changed sources: delete modules\cli\target, or run Maven, to build again. Not tried: nobody here has
rem Windows. On it, the build lays the libraries into modules\cli\target\lib, since cmd's longest line holds no such class path.
setlocal
rem cmd would look for java and mvn in the current directory first, which may be a stranger's checkout.
set "NoDefaultCurrentDirectoryInExePath=1"
set "target=%~dp0modules\cli\target"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not exist "%target%\mullion-cli.jar" (
  call mvn -B -ntp -q -f "%~dp0pom.xml" package -Dmaven.test.skip=true -pl modules/cli -am 1>&2
  if errorlevel 1 exit /b 1
)
"%java%" -XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=10 -XX:+UseSerialGC -Xlog:disable ^
  -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 -Djava.util.logging.config.file=NUL ^
  -Dmullion.command=mullion -cp "%target%\mullion-cli.jar;%target%\lib\*" dev.mullion.cli.Main %*
exit /b %errorlevel%
