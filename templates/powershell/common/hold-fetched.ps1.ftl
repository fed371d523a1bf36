# What the step below gets, to be run behind it.
$fetched = @{ Script = '' }
