module example.com/loop-over-literals

go 1.22
