module example.com/exclusive-early-return

go 1.22
