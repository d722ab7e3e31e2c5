@echo off
rem Runs rdpsweep.jar.
rem
rem   JAVA_HOME            the Java to run it with, instead of the one on the PATH; 17 or later
rem   RDPSWEEP_JAVA_OPTS   further options for it, such as -Xmx256m
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:+UseSerialGC -Xms32m -Xmn16m -XX:-UsePerfData -Dio.netty.machineId=02:00:00:00:00:00 %RDPSWEEP_JAVA_OPTS% -jar "%~dp0..\lib\rdpsweep.jar" %*
exit /b %ERRORLEVEL%
