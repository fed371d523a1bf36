@echo off
rem Runs Mullion's command line from a release on Windows. Tried under Wine alone: nobody here has Windows.
setlocal
call "%~dp0..\lib\launch.cmd"
if errorlevel 1 exit /b 1
rem What a console shows is UTF-8, as in a file.
for /f "tokens=2 delims=:." %%c in ('chcp 2^>nul') do set "page=%%c"
chcp 65001 >nul 2>nul
"%java%" %options% -Dmullion.command=mullion -cp "%~dp0..\lib\*" dev.mullion.cli.Main %*
set "status=%errorlevel%"
chcp %page% >nul 2>nul
exit /b %status%
