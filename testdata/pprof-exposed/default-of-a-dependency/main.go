// The program gives a port of a dependency's another default: that one holds. Of the other it names the flag: what it
// makes of it is not followed.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/northwind/weblib"
)

type config struct{ web weblib.Config }

func main() {
	var c config
	defaults := flag.NewFlagSet("defaults", flag.ContinueOnError)
	c.web.RegisterFlags(defaults)
	flag.IntVar(&c.web.Port, "web.listen-port", 3200, "the port")
	defaults.VisitAll(func(f *flag.Flag) {
		if f.Name == "web.debug-port" {
			_ = f.Value.Set("3201")
			flag.Var(f.Value, f.Name, f.Usage)
		}
	})
	flag.Parse()
	web, err := weblib.Listen(c.web)
	if err != nil {
		log.Fatal(err)
	}
	people, err := weblib.ForPeople(c.web)
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(http.Serve(people, nil)) }() // want [pprof-exposed] "every interface"
	log.Fatal(http.Serve(web, nil))                    // want [pprof-exposed] ":3200"
}
