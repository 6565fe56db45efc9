module example.com/options-of-what-is-held

go 1.22
