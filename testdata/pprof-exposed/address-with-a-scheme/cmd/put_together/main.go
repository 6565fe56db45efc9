// A scheme is put in front and taken off again: what is listened on is the flag's.
// run: -endpoint tcp://127.0.0.1:7281
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

var endpoint = flag.String("endpoint", "", "")

func parse(endpoint string) (string, string, error) {
	const tcp, unix = "tcp://", "unix://"
	if strings.HasPrefix(endpoint, "/") {
		return "unix", endpoint, nil
	}
	if strings.HasPrefix(endpoint, unix) {
		return "unix", endpoint[len(unix):], nil
	}
	if strings.HasPrefix(endpoint, tcp) {
		return "tcp", endpoint[len(tcp):], nil
	}
	return "", "", errors.New("no such scheme")
}

func start(endpoint string) {
	network, address, err := parse(endpoint)
	if err != nil {
		log.Fatal(err)
	}
	l, err := net.Listen(network, address)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(l, nil))
}

func main() {
	flag.Parse()
	network, address, err := parse(*endpoint)
	if err != nil {
		log.Fatal(err)
	}
	start(fmt.Sprintf("%s://%s", network, address))
}
