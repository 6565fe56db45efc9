// Package debugcharts draws memory charts.
package debugcharts

import "net/http"

func init() {
	http.HandleFunc("/debug/charts/data", page)
	http.HandleFunc("/debug/charts/", page)
}

func page(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte("<html>")) }
