module example.com/all-modules-in-a-loop

go 1.23
