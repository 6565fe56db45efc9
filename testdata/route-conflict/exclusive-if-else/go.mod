module example.com/exclusive-if-else

go 1.22
