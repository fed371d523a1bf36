[#-- istio-cni makes a list of a single configuration and gives it a name of its own; a plug-in that makes its network's name
     of it (vpc-bridge) then looks for another network. Of a list the name stays. The single one has to go: it sorts before the
     list, and containerd takes one file. One that comes back replaces the first plug-in of the list, whose others stay. --]
$folder = [=folder]
$file = [=file]

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
function Convert-Conflist {
    param([string] $Conf)
    $list = "${Conf}list"
    if (-not (Test-Path -Path $Conf)) {
        return
    }
    $single = Get-Content -Raw -Path $Conf | ConvertFrom-Json
    $first = [ordered] @{}
    foreach ($property in $single.PSObject.Properties) {
        if ($property.Name -ne 'cniVersion') {
            $first[$property.Name] = $property.Value
        }
    }
    $others = @()
    if (Test-Path -Path $list) {
        $before = Get-Content -Raw -Path $list | ConvertFrom-Json
        $others = @($before.plugins | Select-Object -Skip 1)
    }
    $whole = [ordered] @{
        cniVersion = $single.cniVersion
        name = $single.name
        disableCheck = $true
        plugins = @($first) + $others
    }
    $text = ConvertTo-Json -Depth 32 -InputObject $whole
    [IO.File]::WriteAllText("$list.new", $text)
    Move-Item -Force -Path "$list.new" -Destination $list
    Remove-Item -Force -Path $Conf
    Write-Host "$list has what $Conf had, under the name $($single.name)"
}
