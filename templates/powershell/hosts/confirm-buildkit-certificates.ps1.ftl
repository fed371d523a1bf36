[#-- Where nobody keeps secrets for this machine, a person puts the files there; who may read them is seen to here. --]
$port = [=port]

$folder = 'C:\ProgramData\buildkitd\tls'
New-PrivateFolder -Path $folder
foreach ($name in 'ca', 'cert', 'key') {
    if (-not (Test-Path -Path "$folder\$name.pem")) {
        throw ("there is no $folder\$name.pem: put ca.pem, cert.pem and key.pem there and run this again; without them" +
            " BuildKit does not listen on port $port")
    }
}
Write-Host "the certificates are in $folder"
