// The getter's zero is asked for before its value is taken: it is not the port.
package main

import (
	"errors"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"strconv"
)

type config struct{ port *int32 }

func (c *config) GetPort() int32 {
	if c != nil && c.port != nil {
		return *c.port
	}
	return 0
}

func port(c *config) (int, error) {
	if c.GetPort() != 0 {
		return int(c.GetPort()), nil
	}
	given := os.Getenv("PORT")
	if given == "" {
		return 9313, nil
	}
	n, err := strconv.Atoi(given)
	if err != nil {
		return 0, errors.New("PORT is no number")
	}
	return n, nil
}

func main() {
	n, err := port(&config{})
	if err != nil {
		log.Fatal(err)
	}
	l, err := net.Listen("tcp", net.JoinHostPort("", strconv.Itoa(n)))
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{}
	log.Fatal(server.Serve(l)) // want [pprof-exposed] ":9313"
}
