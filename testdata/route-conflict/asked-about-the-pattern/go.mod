module example.com/asked-about-the-pattern

go 1.23
