module example.com/unix-socket

go 1.22
