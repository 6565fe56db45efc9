// The program gives a port of a dependency's another default: that one holds. Of the other it names the flag: what it
// makes of it is not followed.
package main

import (
	"flag"
	"log"
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
	log.Fatal(weblib.Serve(c.web)) // want [pprof-exposed] ":3200" [pprof-exposed] "every interface"
}
