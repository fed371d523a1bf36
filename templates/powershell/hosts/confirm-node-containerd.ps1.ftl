[#-- An image without containerd, or one whose containerd has another pipe, is none that BuildKit can work beside. --]
$unchecked = [=unchecked]
$timeoutSeconds = [=timeoutSeconds]

if ($unchecked) {
    throw ("nobody knows the hash of $($unchecked -join ', '), and nothing is installed that was not checked:" +
        ' give sha256 or sha512')
}
if ($null -eq (Get-Service -Name 'containerd' -ErrorAction SilentlyContinue)) {
    throw 'there is no service containerd: the image is none of a node'
}
$deadline = [DateTime]::UtcNow.AddSeconds($timeoutSeconds)
while (-not (Test-Path -Path '\\.\pipe\containerd-containerd')) {
    if ([DateTime]::UtcNow -ge $deadline) {
        throw "containerd has no pipe containerd-containerd after $timeoutSeconds seconds"
    }
    Start-Sleep -Seconds 3
}
Write-Host "the node's containerd has its pipe"
