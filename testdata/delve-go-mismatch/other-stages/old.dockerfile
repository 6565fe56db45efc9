FROM golang:1.27
RUN CGO_ENABLED=0 go install github.com/go-delve/delve/cmd/dlv@v1.27.1

FROM golang:1.22 # want [delve-go-mismatch warning] "built with Go 1.22, and Delve 1.27.1 debugs programs of Go 1.25 or newer"
COPY --from=0 /go/bin/dlv /dlv
COPY . .
RUN go build -gcflags="all=-N -l" -o /shop .
CMD ["/dlv", "exec", "/shop", "--headless", "--listen=:40000"]
