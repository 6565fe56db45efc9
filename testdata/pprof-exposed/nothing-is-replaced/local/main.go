// Where no host is given it is this machine: the empty default of a flag is never listened on.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type options struct{ host, name, from string }

var (
	bind = flag.String("bind", "", "the host")
	ip   = flag.String("ip", "127.0.0.1", "the host that others know")
)

func main() {
	o := &options{from: os.Getenv("HOST")}
	flag.StringVar(&o.host, "host", "", "the host")
	flag.StringVar(&o.name, "name", "", "the host, by its name")
	flag.Parse()
	if *bind == "" {
		*bind = *ip
	}
	go func() { log.Println(http.ListenAndServe(*bind+":18451", nil)) }()
	if o.host == "" {
		o.host = "127.0.0.1"
	}
	go func() { log.Println(http.ListenAndServe(o.host+":18452", nil)) }()
	if len(o.name) == 0 {
		o.name = o.host
	}
	go func() { log.Println(http.ListenAndServe(o.name+":18453", nil)) }()
	if o.from == "" {
		o.from = "localhost"
	}
	log.Fatal(http.ListenAndServe(o.from+":18454", nil))
}
