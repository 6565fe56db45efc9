// Without an address the metrics are on :8080.
package main

import (
	"log"
	"net/http"

	ctrl "sigs.k8s.io/controller-runtime"
)

func main() {
	if _, err := ctrl.NewManager(nil, ctrl.Options{HealthProbeBindAddress: "0"}); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", http.NewServeMux())) // want [listener-port-conflict] ":8080"
}
