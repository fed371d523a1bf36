@rem Windows finds this beside the file that Pulumi.yaml names. It is plain Maven there; not tried, nobody here has Windows.
@cd /d "%~dp0.." && mvn %*
