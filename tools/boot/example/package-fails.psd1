@{
    Downloads = @{ 'https://artifacts.example.com/runtime.msi' = @{ Text = 'a package'; Fails = 1 } }
}
