# All is done: the next boot knows nothing of the restarts of this one.
function Complete-UserData {
    Remove-Item -Force -Path $restarts -ErrorAction SilentlyContinue
    Stop-Script -Name 'user data' -ExitCode 0
}
