@echo off
rem Runs Mullion's command line from a clone on Windows: builds it with Maven when its jar is missing, then starts it.
rem It does not see changed sources: delete modules\cli\target, or run Maven, to build again. Not tried: nobody here has
rem Windows. On it, the build lays the libraries into modules\cli\target\lib, since cmd's longest line holds no such class path.
setlocal
rem cmd would look for java and mvn in the current directory first, which may be a stranger's checkout.
set "NoDefaultCurrentDirectoryInExePath=1"
set "target=%~dp0modules\cli\target"
set "java="
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else for %%j in (java.exe) do set "java=%%~$PATH:j"
rem Each on one line: a path with a parenthesis would end a block.
if not defined java echo mullion: no java found; install a JDK 17 or newer, or set JAVA_HOME 1>&2& exit /b 1
if not exist "%java%" echo mullion: JAVA_HOME is %JAVA_HOME%, where there is no bin\java.exe; set it to a JDK 17 or newer, or unset it 1>&2& exit /b 1
rem JAVA_VERSION="17.0.15"; a Java without this file is taken for one that is new enough.
set "version="
for %%j in ("%java%") do if exist "%%~dpj..\release" for /f "tokens=2 delims==" %%v in ('findstr /b JAVA_VERSION^= "%%~dpj..\release"') do set "version=%%~v"
set "major="
if defined version for /f "delims=." %%m in ("%version%") do set "major=%%m"
if not defined major set "major=17"
if %major% lss 17 echo mullion: %java% is Java %version%; Mullion needs a JDK 17 or newer: install one, or set JAVA_HOME to it 1>&2& exit /b 1
if not exist "%target%\mullion-cli.jar" (
  call mvn -B -ntp -q -f "%~dp0pom.xml" package -Dmaven.test.skip=true -pl modules/cli -am 1>&2
  if errorlevel 1 exit /b 1
)
"%java%" -XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=10 -XX:+UseSerialGC -Xlog:disable ^
  -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 -Djava.util.logging.config.file=NUL ^
  -Dmullion.command=mullion -cp "%target%\mullion-cli.jar;%target%\lib\*" dev.mullion.cli.Main %*
exit /b %errorlevel%
