[#-- The archive has no folder; sdnbridge and sdnoverlay come along and nothing names them. --]
$archive = [=archive]
$binDir = [=binDir]

Install-Archive -Archive $archive -Folder $binDir -Programs 'nat.exe'
