[#-- Windows has cmdlets that read and remove HNS networks, and none that makes one. The call behind them is public:
     https://github.com/microsoft/SDN/blob/2d564cc8/Kubernetes/windows/hns.psm1, which nobody need download at boot. --]
# Asks the Host Network Service, and gives what it puts out.
function Invoke-Hns {
    param([string] $Method, [string] $Path, [string] $Request = '')
    $text = '[MarshalAs(UnmanagedType.LPWStr)] string'
    $signature = '[DllImport("vmcompute.dll")] public static extern void HNSCall(' +
        "$text method, $text path, $text request, [MarshalAs(UnmanagedType.LPWStr)] out string response);"
    $native = Add-Type -MemberDefinition $signature -Namespace 'Mullion' -Name 'HostNetworkService' -PassThru
    $response = ''
    $native::HNSCall($Method, $Path, $Request, [ref] $response)
    $answer = $response | ConvertFrom-Json | Select-Object -Property 'Success', 'Error', 'Output'
    if (-not $answer.Success) {
        throw "HNS answers $Method ${Path}: $($answer.Error)"
    }
    if ($null -ne $answer.Output) {
        $answer.Output
    }
}
