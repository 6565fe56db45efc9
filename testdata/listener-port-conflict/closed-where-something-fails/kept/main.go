package main

import (
	"log"
	"net"
	"os"
)

type L struct{ conn net.Listener }

func (l *L) setup(a string) error {
	conn, err := net.Listen("tcp", a)
	if err != nil {
		return err
	}
	if err := os.Chmod("x", 0o600); err != nil {
		conn.Close()
		return err
	}
	l.conn = conn
	return nil
}

func main() {
	l := &L{}
	if err := l.setup("127.0.0.1:9950"); err != nil {
		log.Fatal(err)
	}
	c, _ := l.conn.Accept()
	c.Close()
}
