module example.com/loop-registers-itself-twice

go 1.22
