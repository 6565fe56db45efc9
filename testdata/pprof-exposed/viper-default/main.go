// SetDefault says what holds without a file.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/spf13/viper"
)

func init() {
	viper.SetDefault("http.listen", ":8080")
	viper.SetDefault("debug.listen", "127.0.0.1:6060")
}

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(viper.GetString("http.listen"), nil) }() // want [pprof-exposed] ":8080"
	go func() { failed <- http.ListenAndServe(viper.GetString("debug.listen"), nil) }()
	log.Fatal(<-failed)
}
