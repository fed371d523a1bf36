@rem Called by mullion.cmd of a clone and by the launchers of a release, on Windows: finds a JDK. Sets for its caller java, and options, those
@rem of a short run; ends with 1, and one line, where there is no JDK that serves. launch.sh is the same for other systems.

@rem cmd would look for java in the current directory first, which may be a stranger's checkout.
@set "NoDefaultCurrentDirectoryInExePath=1"
@set "java="
@set "version="
@set "major="
@set "by=on PATH"
@if defined JAVA_HOME set "by=JAVA_HOME"
@if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java.exe"
@if not defined JAVA_HOME for %%j in (java.exe) do @set "java=%%~$PATH:j"
@rem Each on one line: a path with a parenthesis would end a block.
@if not defined java >&2 echo mullion: no java found; install a JDK 17 or newer, or set JAVA_HOME& exit /b 1
@if not exist "%java%" >&2 echo mullion: JAVA_HOME is "%JAVA_HOME:"=%", where there is no bin\java.exe; set it to a JDK 17 or newer, or unset it& exit /b 1
@rem JAVA_VERSION="17.0.15"; a Java without this file is taken for one that is new enough.
@for %%j in ("%java%") do @set "home=%%~dpj.."
@if exist "%home%\release" for /f "usebackq tokens=1,2 delims==" %%a in ("%home%\release") do @if "%%a"=="JAVA_VERSION" set "version=%%b"
@if defined version set "version=%version:"=%"
@if defined version for /f "delims=." %%m in ("%version%") do @set "major=%%m"
@if not defined major set "major=17"
@if %major% lss 17 >&2 echo mullion: "%java%", %by%, is Java %version%; Mullion needs a JDK 17 or newer: install one, or set JAVA_HOME to it& exit /b 1

@set "options=-XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=10 -Xlog:disable -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 -Djava.util.logging.config.file=NUL"
@rem Two collectors are an error.
@set "given=%JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS% %_JAVA_OPTIONS%"
@set "given=%given:"=%"
@set "others=%given:-XX:+Use=%"
@if "%given%"=="%others%" set "options=%options% -XX:+UseSerialGC"
@rem protobuf's and Netty's, which newer JDKs announce on standard error.
@if %major% geq 24 set "options=%options% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
@exit /b 0
