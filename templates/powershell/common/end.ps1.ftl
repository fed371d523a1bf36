Stop-Transcript | Out-Null
# Without this, the exit code is that of the last command.
exit 0
