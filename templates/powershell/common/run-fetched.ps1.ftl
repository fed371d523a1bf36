[#-- The text that was hashed, and no file that could be another by now. In this process exit ends the whole with its code, as it
     does inline. A transcript goes on in the script's own, which could not write into a file that this one holds open. --]
Stop-Transcript | Out-Null
& ([ScriptBlock]::Create($fetched.Script))
