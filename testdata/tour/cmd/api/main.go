// Command api serves the parcels over HTTP.
package main

import (
	"context"
	"errors"
	"expvar"
	"flag"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/parcels/internal/auth"
	"example.com/parcels/internal/debug"
	"example.com/parcels/internal/parcels"
)

type config struct {
	addr        string
	metricsAddr string
	grace       time.Duration
}

var requests = expvar.NewInt("requests")

func parseFlags() config {
	var cfg config
	flag.StringVar(&cfg.addr, "addr", ":8080", "address of the API")
	flag.StringVar(&cfg.metricsAddr, "metrics-addr", ":9090", "address of the metrics")
	flag.DurationVar(&cfg.grace, "grace", 10*time.Second, "how long requests may take to finish")
	flag.Parse()
	return cfg
}

func main() {
	cfg := parseFlags()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, cfg); err != nil {
		slog.Error("api stopped", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, cfg config) error {
	mux := http.NewServeMux()
	parcels.Register(mux, parcels.NewStore())

	http.Handle("/debug/vars", auth.RequireToken(os.Getenv("METRICS_TOKEN"), expvar.Handler()))

	api, metrics, admin := newAPI(cfg, mux), newMetrics(cfg), newAdmin()
	failed := make(chan error, 3)
	go func() { failed <- api.ListenAndServe() }()
	go func() { failed <- metrics.ListenAndServe() }()
	go func() { failed <- admin.ListenAndServe() }()

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.Background(), cfg.grace)
	defer cancel()
	return errors.Join(api.Shutdown(ctx), metrics.Shutdown(ctx), admin.Shutdown(ctx))
}

func newAPI(cfg config, mux *http.ServeMux) *http.Server {
	return &http.Server{
		Addr:              cfg.addr,
		Handler:           counted(mux),
		ReadHeaderTimeout: 5 * time.Second,
	}
}

func newMetrics(cfg config) *http.Server {
	return &http.Server{
		Addr:         cfg.metricsAddr,
		ReadTimeout:  5 * time.Second,
		WriteTimeout: 15 * time.Second,
	}
}

func newAdmin() *http.Server {
	return &http.Server{Addr: "localhost:6060", Handler: debug.Admin()}
}

func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		next.ServeHTTP(w, r)
	})
}
