[#-- Read here, by the instance's role; never in the user data, nor in the log. What the folder lets in is set before anything
     is in it. --]
$secretArn = [=secretArn]
$region = [=region]

$folder = 'C:\ProgramData\buildkitd\tls'
New-PrivateFolder -Path $folder
$text = (Get-SECSecretValue -SecretId $secretArn -Region $region).SecretString
try {
    $secret = $text | ConvertFrom-Json | Select-Object -Property 'ca', 'cert', 'key'
}
catch {
    throw "the secret $secretArn is no JSON with ca, cert and key in PEM"
}
foreach ($name in 'ca', 'cert', 'key') {
    if ("$($secret.$name)" -notmatch '-----BEGIN [A-Z ]+-----') {
        throw "the secret $secretArn has no PEM in '$name'; it is JSON with ca, cert and key"
    }
}
foreach ($name in 'ca', 'cert', 'key') {
    $null = Set-TextFile -Path "$folder\$name.pem" -Lines ($secret.$name.Trim() -split "\r?\n")
}
Write-Host 'the certificates are those of the secret'
