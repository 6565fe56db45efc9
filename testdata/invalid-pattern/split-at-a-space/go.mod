module example.com/split-at-a-space

go 1.23
