# Certificates: a store is a list of subjects. A file of the scenario that is to be imported holds its subject as text.

function Get-CertificateStore {
    param([string] $Path)
    ($Path -replace '/', '\').TrimEnd('\')
}

function Test-CertificatePath {
    param([string] $Path)
    $Path -match '^Cert:\\(LocalMachine|CurrentUser)(\\(Root|My|CA|TrustedPeople|TrustedPublisher|AuthRoot))?$'
}

function Get-Thumbprint {
    param([string] $Subject)
    [Convert]::ToHexString([Security.Cryptography.SHA1]::HashData([Text.Encoding]::UTF8.GetBytes($Subject)))
}

function Get-Certificates {
    param($Cmdlet, [string] $Path, $DnsName)
    $store = Get-CertificateStore $Path
    foreach ($subject in $script:Machine.Certificates[$store]) {
        if ($DnsName -and $subject -notlike "*$("$DnsName".TrimStart('*'))*") { continue }
        New-Shape 'System.Security.Cryptography.X509Certificates.X509Certificate2' @{ Subject = $subject; Thumbprint = Get-Thumbprint $subject }
    }
}

function Add-Certificate {
    param($Cmdlet, [string] $FilePath, [string] $Store)
    $real = Get-RealPath $FilePath
    if (-not [IO.File]::Exists($real)) { Stop-Command $Cmdlet 'The system cannot find the file specified. 0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)' }
    $subject = [IO.File]::ReadAllText($real).Trim()
    $store = Get-CertificateStore $Store
    $script:Machine.Certificates[$store] = @($script:Machine.Certificates[$store] | Where-Object { $_ }) + $subject
    Write-Change "import $subject into $store"
    New-Shape 'System.Security.Cryptography.X509Certificates.X509Certificate2' @{ Subject = $subject; Thumbprint = Get-Thumbprint $subject }
}

Simulate Import-Certificate -Takes FilePath, CertStoreLocation { Add-Certificate $PSCmdlet $FilePath $CertStoreLocation }

Simulate Import-PfxCertificate -Takes FilePath, CertStoreLocation, Password, Exportable -Places FilePath, CertStoreLocation { Add-Certificate $PSCmdlet $FilePath $CertStoreLocation }
