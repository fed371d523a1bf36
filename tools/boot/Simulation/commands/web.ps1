# Addresses: the instance metadata service, the agent's introspection, and what the scenario serves.
# https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/invoke-webrequest?view=powershell-5.1
# A download of the scenario: @{ Text | Zip | Base64; Fails; Status; Seconds }

function Get-WebAnswer {
    param($Cmdlet, [Uri] $Uri, [string] $Method, $Headers, [int] $TimeoutSec, [Uri] $Proxy)
    $address = $Uri.AbsoluteUri
    switch ("$($Uri.Host):$($Uri.Port)") {
        '169.254.169.254:80' { return Get-MetadataAnswer $Cmdlet $Uri $Method $Headers }
        'localhost:51678' { return Get-IntrospectionAnswer $Cmdlet $Uri $TimeoutSec }
        '127.0.0.1:51678' { return Get-IntrospectionAnswer $Cmdlet $Uri $TimeoutSec }
        { $_ -in 'localhost:10248', '127.0.0.1:10248' } { return Get-KubeletAnswer $Cmdlet $Uri }
    }
    $download = $script:Machine.Downloads[$address]
    if ($null -eq $download) { Stop-Simulation "the address $address is not in the scenario (Downloads)" }
    Write-Change "$Method $address"
    if ($script:Machine.Proxy -and $script:Machine.Proxy -ne $(if ($Proxy) { $Proxy.OriginalString })) {
        [Mullion.Boot.Clock]::Advance(21)
        Stop-Web $Cmdlet 'Unable to connect to the remote server'
    }
    if ($download.Fails -gt 0) {
        $download.Fails--
        if ($TimeoutSec) { [Mullion.Boot.Clock]::Advance($TimeoutSec) } else { [Mullion.Boot.Clock]::Advance(21) }
        Stop-Web $Cmdlet 'Unable to connect to the remote server'
    }
    if ($download.Seconds) { [Mullion.Boot.Clock]::Advance($download.Seconds) }
    if ($download.Status) { Stop-Web $Cmdlet "The remote server returned an error: ($($download.Status))." }
    if ($download.Base64) { return , [Convert]::FromBase64String($download.Base64) }
    if ($download.Zip) { return , (New-ZipBytes $download.Zip) }
    , [Text.Encoding]::UTF8.GetBytes("$($download.Text)")
}

function Stop-Web {
    param($Cmdlet, [string] $Message)
    Stop-Command $Cmdlet $Message -Type WebException -Id 'WebCmdletWebResponseException'
}

# An archive of these files, the same bytes each time.
function New-ZipBytes {
    param([Collections.IDictionary] $Files)
    $memory = [IO.MemoryStream]::new()
    $archive = [IO.Compression.ZipArchive]::new($memory, 'Create', $true)
    foreach ($name in $Files.Keys | Sort-Object) {
        $entry = $archive.CreateEntry($name.Replace('\', '/'))
        $entry.LastWriteTime = [DateTimeOffset]::new(2026, 1, 1, 0, 0, 0, [TimeSpan]::Zero)
        $stream = $entry.Open()
        $bytes = [Text.Encoding]::UTF8.GetBytes($Files[$name])
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Dispose()
    }
    $archive.Dispose()
    , $memory.ToArray()
}

# IMDSv2: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
function Get-MetadataAnswer {
    param($Cmdlet, [Uri] $Uri, [string] $Method, $Headers)
    $metadata = $script:Machine.Metadata
    if ($null -eq $Headers) { $Headers = @{} }
    if ($metadata.Fails -gt 0) {
        $metadata.Fails--
        [Mullion.Boot.Clock]::Advance(21)
        Stop-Web $Cmdlet 'Unable to connect to the remote server'
    }
    if ($Uri.AbsolutePath -eq '/latest/api/token') {
        if ($Method -ne 'Put') { Stop-Web $Cmdlet 'The remote server returned an error: (405) Method Not Allowed.' }
        $seconds = 0
        if (-not [int]::TryParse("$($Headers['X-aws-ec2-metadata-token-ttl-seconds'])", [ref] $seconds) -or $seconds -lt 1 -or $seconds -gt 21600) {
            Stop-Web $Cmdlet 'The remote server returned an error: (400) Bad Request.'
        }
        $metadata.Token = 'AQAEAsimulated=='
        $metadata.TokenEnds = [Mullion.Boot.Clock]::UtcNow.AddSeconds($seconds)
        return , [Text.Encoding]::UTF8.GetBytes($metadata.Token)
    }
    $token = "$($Headers['X-aws-ec2-metadata-token'])"
    if (-not $token -and $metadata.TokensOptional) { }
    elseif (-not $metadata.Token -or $token -ne $metadata.Token -or [Mullion.Boot.Clock]::UtcNow -ge $metadata.TokenEnds) {
        Stop-Web $Cmdlet 'The remote server returned an error: (401) Unauthorized.'
    }
    $path = $Uri.AbsolutePath.Trim('/') -replace '^latest/meta-data/?', '' -replace '^latest/', ''
    $value = $metadata.Values[$path]
    # A list is answered one after another, its last one for ever.
    if ($value -is [array]) {
        $first, $rest = $value
        if ($rest) { $metadata.Values[$path] = @($rest) }
        $value = $first
    }
    if ($null -eq $value) { Stop-Web $Cmdlet 'The remote server returned an error: (404) Not Found.' }
    , [Text.Encoding]::UTF8.GetBytes("$value")
}

function ConvertTo-Answer {
    param([byte[]] $Bytes)
    $text = [Text.Encoding]::UTF8.GetString($Bytes)
    if ($text.TrimStart().StartsWith('{') -or $text.TrimStart().StartsWith('[')) { return ConvertFrom-Json $text }
    $text
}

Simulate Invoke-RestMethod -Takes Uri, Method, Headers, UseBasicParsing, TimeoutSec, OutFile {
    $bytes = Get-WebAnswer $PSCmdlet $Uri $(if ($Method) { $Method } else { 'Get' }) $Headers $TimeoutSec
    if ($OutFile) {
        [Mullion.Boot.Drive]::WriteBytes((Get-RealPath $OutFile), $bytes)
        return
    }
    ConvertTo-Answer $bytes
}

Simulate Invoke-WebRequest -Takes Uri, Method, Headers, UseBasicParsing, TimeoutSec, OutFile, PassThru, Proxy {
    # Without it, 5.1 asks Internet Explorer's engine, which is not set up on a machine that nobody logged on to.
    if (-not $UseBasicParsing -and -not $OutFile) {
        Stop-Command $PSCmdlet ("The response content cannot be parsed because the Internet Explorer engine is not available, or Internet Explorer's first-launch " +
            'configuration is not complete. Specify the UseBasicParsing parameter and try again.') -Type NotSupportedException
    }
    $bytes = Get-WebAnswer $PSCmdlet $Uri $(if ($Method) { $Method } else { 'Get' }) $Headers $TimeoutSec $Proxy
    if ($OutFile) {
        $real = Get-RealPath $OutFile
        if (-not [IO.Directory]::Exists([IO.Path]::GetDirectoryName($real))) {
            Stop-Command $PSCmdlet "Could not find a part of the path '$(Get-AbsolutePath $OutFile)'."
        }
        [Mullion.Boot.Drive]::WriteBytes($real, $bytes)
        return
    }
    New-Shape 'Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject' @{ StatusCode = 200; StatusDescription = 'OK'; Content = [Text.Encoding]::UTF8.GetString($bytes); RawContentLength = $bytes.Length; Headers = @{} }
}
