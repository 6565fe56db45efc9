// The probes and the program's own server want one port.
package main

import (
	"log"
	"net/http"

	ctrl "sigs.k8s.io/controller-runtime"
)

func main() {
	if _, err := ctrl.NewManager(nil, ctrl.Options{HealthProbeBindAddress: ":8082"}); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8082", http.NewServeMux())) // want [listener-port-conflict] ":8082"
}
