module example.com/asked-for-before-it-is-used

go 1.23
