package main

import (
	"context"
	"log"
	"net"
	"net/http"
	"syscall"
)

func reuse(n, a string, c syscall.RawConn) error {
	return c.Control(func(fd uintptr) { syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, 15, 1) })
}

func main() {
	lc := net.ListenConfig{Control: reuse}
	l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:9951")
	if err != nil {
		log.Fatal(err)
	}
	l2, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:9951")
	if err != nil {
		log.Fatal(err)
	}
	go http.Serve(l, nil)
	log.Fatal(http.Serve(l2, nil))
}
