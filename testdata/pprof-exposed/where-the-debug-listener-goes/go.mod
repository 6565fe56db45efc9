module example.com/where-the-debug-listener-goes

go 1.22
