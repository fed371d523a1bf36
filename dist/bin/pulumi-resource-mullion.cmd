@echo off
rem Pulumi's plug-in mullion on Windows, of a release or of the plug-in archive: Pulumi starts it by this name there. Not tried: nobody
rem here has Windows.
setlocal
rem cmd would look for java in the current directory first, which may be a stranger's checkout.
set "NoDefaultCurrentDirectoryInExePath=1"
set "lib=%~dp0lib"
if not exist "%lib%" set "lib=%~dp0..\lib"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=10 -XX:+UseSerialGC -Xlog:disable ^
  -Djava.util.logging.config.file=NUL -cp "%lib%\*" dev.mullion.provider.PluginMain %*
exit /b %errorlevel%
