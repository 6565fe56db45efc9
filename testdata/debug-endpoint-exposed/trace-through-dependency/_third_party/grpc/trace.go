//go:build !grpcnotrace

package grpc

import "golang.org/x/net/trace"

func traced(title string) { trace.New(title) }
