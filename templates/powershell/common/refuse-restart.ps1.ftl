$noRestart = [=reason]

# Nothing restarts the machine ahead of what stands behind this script.
function Request-Restart {
    param([int] $Done = 0)
    throw $noRestart
}
