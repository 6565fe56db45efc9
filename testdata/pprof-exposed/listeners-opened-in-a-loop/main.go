// In each round a variable of its own takes one listener after the other: the debug server has the first one, on this machine alone.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	public := http.NewServeMux()
	public.HandleFunc("/", hello)
	var debugOn, publicOn []net.Listener
	for _, host := range []string{"127.0.0.1", "127.0.0.2"} {
		l, err := net.Listen("tcp", host+":18441")
		if err != nil {
			log.Fatal(err)
		}
		debugOn = append(debugOn, l)
		if host == "127.0.0.1" {
			l, err = net.Listen("tcp", ":18442")
			if err != nil {
				log.Fatal(err)
			}
			publicOn = append(publicOn, l)
		}
	}
	for _, l := range debugOn {
		go http.Serve(l, nil)
	}
	// Here one variable is for all rounds: what the debug server gets in the third one is open to all.
	var kept net.Listener
	for _, addr := range []string{"127.0.0.1:18443", ":18444", "127.0.0.1:18445"} {
		if kept != nil {
			go http.Serve(kept, nil) // want [pprof-exposed] ":18444"
		}
		l, err := net.Listen("tcp", addr)
		if err != nil {
			log.Fatal(err)
		}
		kept = l
	}
	for _, l := range publicOn {
		log.Fatal(http.Serve(l, public))
	}
}

func hello(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
