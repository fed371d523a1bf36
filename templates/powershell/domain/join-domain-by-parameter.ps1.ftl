[#-- As join-domain, with the account from an SSM parameter. The secret is read here, by the instance's role, and never stands in the user data. --]
$domain = [=domain]
$parameterArn = [=secretArn]
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

$parameter = Get-SSMParameter -Name $parameterArn -WithDecryption $true -Region $region
$secret = $parameter.Value | ConvertFrom-Json
$user = $secret.username
if ($user -notmatch '[\\@]') {
    $user = "$user@$domain"
}
$password = ConvertTo-SecureString -String $secret.password -AsPlainText -Force
$credential = New-Object -TypeName 'System.Management.Automation.PSCredential' -ArgumentList $user, $password
Add-Computer -DomainName $domain -Credential $credential -Force @options
Write-Host "joined domain $domain"
Request-Restart
