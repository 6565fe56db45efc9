package main

import (
	"github.com/someone/bare/lib"
	"github.com/else/vendored"
	"github.com/else/absent"
	"./local"
)

func main() { _ = lib.X }
