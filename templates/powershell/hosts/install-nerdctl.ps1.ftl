[#-- The archive has no folder. --]
$archive = [=archive]

Install-Archive -Archive $archive -Folder 'C:\Program Files\nerdctl' -Programs 'nerdctl.exe'
Add-MachinePath -Folder 'C:\Program Files\nerdctl'
