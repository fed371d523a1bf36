@echo off
rem Runs Mullion's command line from a release on Windows. Not tried: nobody here has Windows.
setlocal
rem cmd would look for java in the current directory first, which may be a stranger's checkout.
set "NoDefaultCurrentDirectoryInExePath=1"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=10 -XX:+UseSerialGC -Xlog:disable ^
  -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 -Djava.util.logging.config.file=NUL ^
  -Dmullion.command=mullion -cp "%~dp0..\lib\*" dev.mullion.cli.Main %*
exit /b %errorlevel%
