[#-- istio-cni.exe opens a log below it before anything else; where it is missing, no pod of the node starts
     (istio/istio, cni/cmd/istio-cni/main.go of the branch experimental-windows-ambient). Of EKS nodes none has it. --]
$folder = [=folder]

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
New-Item -ItemType Directory -Force -Path $folder | Out-Null
Write-Host "$folder is there"
