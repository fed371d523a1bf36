[#-- The secret is read here, by the instance's role, and never stands in the user data. --]
$domain = [=domain]
$secretArn = [=secretArn]
$region = [=region]
$options = [=options]

$computer = Get-CimInstance -ClassName 'Win32_ComputerSystem'
if ($computer.PartOfDomain) {
    if ($computer.Domain -ne $domain) {
        throw "this machine is in domain $($computer.Domain), not in $domain"
    }
    Write-Host "is in domain $domain"
    return
}

$secret = (Get-SECSecretValue -SecretId $secretArn -Region $region).SecretString | ConvertFrom-Json
$user = $secret.username
if ($user -notmatch '[\\@]') {
    $user = "$user@$domain"
}
$password = ConvertTo-SecureString -String $secret.password -AsPlainText -Force
$credential = New-Object -TypeName 'System.Management.Automation.PSCredential' -ArgumentList $user, $password
Add-Computer -DomainName $domain -Credential $credential -Force @options
Write-Host "joined domain $domain"
Request-Restart
