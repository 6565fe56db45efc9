# What cannot be built is told once: what it would not debug does not matter then.
FROM golang:1.23 AS build
RUN CGO_ENABLED=0 go install github.com/go-delve/delve/cmd/dlv@latest # want [delve-go-mismatch error] "this stage has Go 1.23"
COPY . .
RUN CGO_ENABLED=0 go build -gcflags="all=-N -l" -o /shop .

FROM debian:12
COPY --from=build /go/bin/dlv /dlv
COPY --from=build /shop /shop
CMD ["/dlv", "exec", "/shop", "--headless", "--listen=:40000"]
