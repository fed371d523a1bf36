[#-- Bootstrap that runs again writes the single configuration again. A file that is half written is no JSON yet. --]
$everySeconds = [=everySeconds]

$conf = "$folder\$file"
while ($true) {
    try {
        Convert-Conflist -Conf $conf
    }
    catch {
        Write-Host "$conf stays for now: $($_.Exception.Message)"
    }
    Start-Sleep -Seconds $everySeconds
}
