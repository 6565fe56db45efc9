// Joined from parts in every way that there is.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"strconv"
	"strings"
)

func main() {
	port, host := 7141, ""
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(net.JoinHostPort(host, strconv.Itoa(port)), nil) }() // want [pprof-exposed] ":7141"
	go func() { failed <- http.ListenAndServe(net.JoinHostPort("127.0.0.1", strconv.FormatInt(7142, 10)), nil) }()
	go func() { failed <- http.ListenAndServe(fmt.Sprintf("%v:%v", "localhost", 7143), nil) }()
	go func() { failed <- http.ListenAndServe(strings.Join([]string{"127.0.0.1", "7144"}, ":"), nil) }()
	go func() { failed <- http.ListenAndServe(fmt.Sprint("localhost:", 7145), nil) }()
	address := "127.0.0.1"
	address += ":" + "7146"
	go func() { failed <- http.ListenAndServe(address, nil) }()
	where := net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 7147}
	go func() { failed <- http.ListenAndServe(where.String(), nil) }()
	log.Fatal(<-failed)
}
