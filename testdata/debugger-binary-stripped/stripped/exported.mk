export GOFLAGS = -ldflags=-s
debug:
	# want [debugger-binary-stripped] "from `--build-flags` or GOFLAGS"
	dlv debug ./cmd/shop --headless --listen=127.0.0.1:40000
