// Clean: the manager's metrics are off, its probes are elsewhere.
package main

import (
	"log"
	"net/http"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

func main() {
	_, err := ctrl.NewManager(nil, ctrl.Options{Metrics: server.Options{BindAddress: "0"}, HealthProbeBindAddress: ":8081"})
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", http.NewServeMux()))
}
