// The Value of a flag is its default; the second flag's default is local.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"github.com/urfave/cli/v2"
)

func serve(c *cli.Context) error {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(c.String("listen"), nil) }() // want [pprof-exposed] ":8080"
	go func() { failed <- http.ListenAndServe(c.String("debug"), nil) }()
	return <-failed
}

func main() {
	app := &cli.App{
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "listen", Value: ":8080"},
			&cli.StringFlag{Name: "debug", Value: "127.0.0.1:6060"},
		},
		Action: serve,
	}
	if err := app.Run(os.Args); err != nil {
		log.Fatal(err)
	}
}
