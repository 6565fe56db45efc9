module example.com/unix-sockets

go 1.22
