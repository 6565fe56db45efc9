// Listeners that speak something else than HTTP are listeners, too: closed from outside, opened by a helper that opens others as well.
package main

import (
	"context"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"
)

type port struct{ number int }

func open(address string) net.Listener {
	l, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	return l
}

func accept(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		c.Close()
	}
}

func until(ctx context.Context, address string) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		<-ctx.Done()
		l.Close()
	}()
	accept(l)
}

// isFree only asks.
func isFree(address string) bool {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return false
	}
	l.Close()
	return true
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	log.Println(isFree("127.0.0.1:18469"))
	go until(ctx, "127.0.0.1:18461")
	go http.Serve(open("127.0.0.1:18462"), nil)
	go accept(open("127.0.0.1:18463"))
	udp, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.ParseIP("127.0.0.1"), Port: 18464})
	if err != nil {
		log.Fatal(err)
	}
	defer udp.Close()
	for _, p := range []port{{18465}} {
		extra, err := net.ListenTCP("tcp", &net.TCPAddr{Port: p.number})
		if err != nil {
			log.Fatal(err)
		}
		go accept(extra)
	}
	given, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(18466+len(os.Args))))
	if err != nil {
		log.Fatal(err)
	}
	accept(given)
}

// Listen is never called.
func (p *port) Listen() net.Listener { return open("127.0.0.1:18468") }
