// The same type with fields that the program writes itself.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"strconv"
)

type config struct {
	Host string `json:"host"`
	Port int    `json:"port"`
}

func main() {
	c := &config{Port: 6061}
	log.Fatal(http.ListenAndServe(net.JoinHostPort(c.Host, strconv.Itoa(c.Port)), nil)) // want [pprof-exposed] ":6061"
}
