module example.com/wrapper-in-exclusive-branches

go 1.22
