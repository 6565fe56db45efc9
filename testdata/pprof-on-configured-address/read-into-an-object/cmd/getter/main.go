// A getter whose answers are what is read, and nothing where that is missing.
// run: CONFIG={"host":"127.0.0.1","port":"7212"}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct{ data map[string]interface{} }

func (c *config) text(key string) string {
	value, ok := c.data[key]
	if !ok {
		return ""
	}
	if text, ok := value.(string); ok {
		return text
	}
	return ""
}

func main() {
	cfg := &config{data: map[string]interface{}{}}
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), &cfg.data); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(cfg.text("host")+":"+cfg.text("port"), nil)) // want [pprof-on-configured-address] "/debug/pprof/"
}
