// Clean: every one of these addresses is this machine's own.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"net/netip"
)

func main() {
	failed := make(chan error)
	for _, address := range []string{"127.0.0.1:6061", "localhost:6062", "[::1]:6063", "127.0.0.53:6064", "[::ffff:127.0.0.1]:6065"} {
		go func(address string) { failed <- http.ListenAndServe(address, nil) }(address)
	}
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 6066})
	if err != nil {
		log.Fatal(err)
	}
	go func() { failed <- http.Serve(listener, nil) }()
	here := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), 6067)
	go func() { failed <- http.ListenAndServe(here.String(), nil) }()
	joined := net.JoinHostPort(netip.MustParseAddr("127.0.0.1").String(), "6068")
	go func() { failed <- http.ListenAndServe(joined, nil) }()
	log.Fatal(<-failed)
}
