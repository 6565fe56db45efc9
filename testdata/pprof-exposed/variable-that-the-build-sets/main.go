// Clean: the variable says which of the addresses it is, and nothing in the program sets it to another value.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

var place = "host"

func address(place string) string {
	switch place {
	case "container":
		return "0.0.0.0:6060"
	default:
		return "localhost:6060"
	}
}

func known(place string) []string {
	if place == "container" {
		return []string{"0.0.0.0:6061", "0.0.0.0:6062"}
	}
	return []string{"localhost:6061", "localhost:6062"}
}

func open() (net.Listener, error) {
	for _, address := range known(place) {
		if listener, err := net.Listen("tcp", address); err == nil {
			return listener, nil
		}
	}
	return net.Listen("tcp", address(place))
}

func main() {
	listener, err := open()
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(listener, nil))
}
