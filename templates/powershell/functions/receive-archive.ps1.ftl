[#-- GitHub answered with a page of HTML and status 200 now and then, so that only the hash says that a download is one:
     https://github.com/microsoft/git/blob/vfs-2.45.2/.github/workflows/release-winget.yml
     -UseBasicParsing, as no engine of Internet Explorer is set up; TLS 1.2, which 5.1 does not offer by itself on older images.
     .NET Framework reads no HTTPS_PROXY. --]
# Downloads an archive, by another name until its hash is right.
function Receive-Archive {
    param([hashtable] $Archive, [string] $Path)
    [Net.ServicePointManager]::SecurityProtocol =
        [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    $request = @{ Uri = $Archive.url; OutFile = "$Path.part"; UseBasicParsing = $true; TimeoutSec = 600 }
    if ($Archive.proxy) {
        $request.Proxy = $Archive.proxy
    }
    foreach ($pause in 5, 15, 45, 90, 0) {
        try {
            Invoke-WebRequest @request
            $hash = (Get-FileHash -Algorithm $Archive.algorithm -Path "$Path.part").Hash
            if ($hash -eq $Archive.hash) {
                Move-Item -Force -Path "$Path.part" -Destination $Path
                return
            }
            $failure = "its $($Archive.algorithm) is $($hash.ToLowerInvariant()), not $($Archive.hash)"
        }
        catch {
            $failure = $_.Exception.Message
        }
        Remove-Item -Force -Path "$Path.part" -ErrorAction SilentlyContinue
        if ($pause -eq 0) {
            throw "$($Archive.url) can not be used: $failure"
        }
        Write-Host "$($Archive.url): $failure; again in $pause seconds"
        Start-Sleep -Seconds $pause
    }
}
