@{
    # What the address serves: any bytes, after 12 seconds.
    Downloads = @{ 'https://artifacts.example.com/runtime.msi' = @{ Text = 'a package'; Seconds = 12 } }
    # What the package does: it takes 45 seconds, leaves a file, and asks for a restart.
    Programs = @{ 'C:\Windows\TEMP\runtime.msi' = @{ Seconds = 45; Creates = @('C:\Program Files\Harbour\version.txt'); ExitCode = 3010 } }
}
