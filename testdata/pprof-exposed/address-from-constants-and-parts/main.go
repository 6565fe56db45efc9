// Constants of another package, concatenation, Sprintf, JoinHostPort: the host decides.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"strconv"

	"example.com/address-from-constants-and-parts/config"
)

const local = "127.0.0.1"

func main() {
	failed := make(chan error)
	port := 7004
	go func() { failed <- http.ListenAndServe(config.Address, nil) }()                                    // want [pprof-exposed] ":7001"
	go func() { failed <- http.ListenAndServe(fmt.Sprintf(":%d", config.Port), nil) }()                   // want [pprof-exposed] ":7002"
	go func() { failed <- http.ListenAndServe(net.JoinHostPort("", "7003"), nil) }()                      // want [pprof-exposed] ":7003"
	go func() { failed <- http.ListenAndServe("0.0.0.0:"+strconv.Itoa(port), nil) }()                     // want [pprof-exposed] "0.0.0.0:7004"
	go func() { failed <- http.ListenAndServe(net.JoinHostPort(local, "7005"), nil) }()                   // Loopback.
	go func() { failed <- http.ListenAndServe(fmt.Sprintf("%s:%d", config.Local, config.Port+4), nil) }() // Loopback.
	log.Fatal(<-failed)
}
