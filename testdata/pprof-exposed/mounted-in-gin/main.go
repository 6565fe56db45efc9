// gin wraps the default mux and listens by itself.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/gin-gonic/gin"
)

func main() {
	r := gin.New()
	r.GET("/ping", gin.WrapF(http.NotFound))
	r.Any("/debug/*any", gin.WrapH(http.DefaultServeMux))
	log.Fatal(r.Run(":8080")) // want [pprof-exposed] ":8080"
}
