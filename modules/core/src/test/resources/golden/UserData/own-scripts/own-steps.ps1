Invoke-Step -Name 'install-agent.ps1' -ExitCode 100 -Script {
    Set-StrictMode -Off
    & ([ScriptBlock]::Create(@'
Write-Output 'it''s here'
'@))
}

Invoke-Step -Name 'motd.ps1' -ExitCode 150 -Script {
    Set-StrictMode -Off
    & ([ScriptBlock]::Create('$text = @''
hello
''@
Set-Content C:\motd.txt $text'))
}

