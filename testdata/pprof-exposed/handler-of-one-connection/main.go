// The handler of an HTTP/2 connection is that of its options, or of their server, and only then the default mux.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"

	"golang.org/x/net/http2"
)

func serve(l net.Listener, opts *http2.ServeConnOpts) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go (&http2.Server{}).ServeConn(conn, opts)
	}
}

func hello(w http.ResponseWriter, r *http.Request) { w.Write([]byte("hello")) }

func base() *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/hello", hello)
	return &http.Server{Handler: mux}
}

func main() {
	own, err := net.Listen("tcp", ":8081")
	if err != nil {
		log.Fatal(err)
	}
	go serve(own, &http2.ServeConnOpts{BaseConfig: base()})
	log.Fatal(http.ListenAndServe("127.0.0.1:8082", nil))
}
