Stop-Transcript | Out-Null
