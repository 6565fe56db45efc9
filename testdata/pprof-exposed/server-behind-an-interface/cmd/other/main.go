// A server of its own, which speaks something else.
package main

import (
	"context"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
	"time"

	"example.com/behind/interrupts"
)

type queue struct{ Addr string }

func (q *queue) ListenAndServe() error { select {} }

func (q *queue) Shutdown(context.Context) error { return nil }

func main() {
	interrupts.ListenAndServe(&queue{Addr: ":8099"}, time.Second)
	select {}
}
