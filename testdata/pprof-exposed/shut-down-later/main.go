// What stops the loop is set when all is over: until then the server runs.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
)

type state struct {
	shutdown bool
}

type web struct {
	state state
}

func (w *web) stop() {
	w.state.shutdown = true
}

func (w *web) loop() {
	for {
		if w.state.shutdown {
			break
		}
		srv := &http.Server{Addr: ":8443"}
		if err := srv.ListenAndServe(); err != http.ErrServerClosed { // want [pprof-exposed] "`:8443`"
			log.Fatal(err)
		}
	}
}

func main() {
	w := &web{}
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt)
	go func() {
		<-asked
		w.stop()
	}()
	w.loop()
}
