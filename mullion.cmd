@echo off
rem Runs Mullion's command line from a clone on Windows: builds it with Maven when its jar is missing, then starts it.
rem It does not see changed sources: delete modules\cli\target, or run Maven, to build again. Tried under Wine alone, and the build not
rem there either: nobody here has Windows. On it, the build lays the libraries into modules\cli\target\lib, since cmd's longest line
rem holds no such class path.
setlocal
call "%~dp0tools\launch.cmd"
if errorlevel 1 exit /b 1
set "target=%~dp0modules\cli\target"
if not exist "%target%\mullion-cli.jar" (
  call mvn -B -ntp -q -f "%~dp0pom.xml" package -Dmaven.test.skip=true -pl modules/cli -am 1>&2
  if errorlevel 1 exit /b 1
)
rem What a console shows is UTF-8, as in a file.
for /f "tokens=2 delims=:." %%c in ('chcp 2^>nul') do set "page=%%c"
chcp 65001 >nul 2>nul
"%java%" %options% -Dmullion.command=mullion -cp "%target%\mullion-cli.jar;%target%\lib\*" dev.mullion.cli.Main %*
set "status=%errorlevel%"
chcp %page% >nul 2>nul
exit /b %status%
