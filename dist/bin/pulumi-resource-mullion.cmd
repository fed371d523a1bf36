@echo off
rem Pulumi's plug-in mullion on Windows, of a release or of the plug-in archive: Pulumi starts it by this name there. Tried under Wine
rem alone: nobody here has Windows.
setlocal
set "lib=%~dp0lib"
if not exist "%lib%" set "lib=%~dp0..\lib"
call "%lib%\launch.cmd"
if errorlevel 1 exit /b 1
"%java%" %options% -cp "%lib%\*" dev.mullion.provider.PluginMain %*
exit /b %errorlevel%
