// persona: pedantic
// As a handler of the other library's kind.
package main

import (
	"log"
	"net/http/pprof"

	"github.com/gin-gonic/gin"
)

func main() {
	r := gin.New()
	r.GET("/debug/pprof/*any", gin.WrapF(pprof.Index)) // want [pprof-registered-in-public note @cmd/gin] "/debug/pprof/*any"
	log.Fatal(r.Run(":3001"))
}
