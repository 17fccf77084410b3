@echo off
rem FormCheck for Windows: double-click to open it in the browser. The first time, it makes its environment beside this
rem file (.venv), which takes a few minutes and needs a connection. Close the window to stop it.
rem
rem No delayed expansion, and every path in quotes: folders may have spaces, signs and letters of any language.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "PYTHONUTF8=1"
pushd "%~dp0" || goto nofolder

if exist ".venv\.opened" (
  fc /b constraints.txt ".venv\.opened" >nul 2>&1 && if exist ".venv\Scripts\python.exe" goto run
)

set "PY="
for %%V in (3.14 3.13 3.12 3.11) do (
  if not defined PY py -%%V -c "import sys" >nul 2>&1 && set "PY=py -%%V"
)
if not defined PY (
  python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "PY=python"
)
if not defined PY goto nopython

echo Installing FormCheck. This takes a few minutes, once.
%PY% -m venv ".venv" || goto failed
".venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1" || goto failed
".venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt -e . || goto failed
copy /b /y constraints.txt ".venv\.opened" >nul || goto failed

:run
".venv\Scripts\python.exe" -m formcheck app %*
if errorlevel 1 goto stopped
popd
exit /b 0

:nofolder
echo This folder cannot be opened. Please copy FormCheck to a folder of your own, then open this file again.
goto end
:nopython
echo Python 3.11 or newer is needed. Please install it from python.org, then open this file again.
goto end
:failed
echo.
echo FormCheck could not be installed. The lines above say why.
echo Please check the connection and the free disk space, 1.3 GB.
goto end
:stopped
echo.
echo FormCheck has stopped. The lines above say why.
:end
pause
exit /b 1
