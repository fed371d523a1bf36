Invoke-Step -Name 'install-agent.ps1' -ExitCode 100 -Script {
    Invoke-OwnStep -ExitCode 100 -Name 'install-agent.ps1' -Text @'
Write-Output 'it''s here'
'@
}

Invoke-Step -Name 'motd.ps1' -ExitCode 150 -Script {
    Invoke-OwnStep -ExitCode 150 -Name 'motd.ps1' -Text '$text = @''
hello
''@
Set-Content C:\motd.txt $text'
}

