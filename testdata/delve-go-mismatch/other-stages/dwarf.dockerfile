FROM golang:1.24 AS dlv
RUN CGO_ENABLED=0 go install github.com/go-delve/delve/cmd/dlv@v1.25.1

FROM golang:1.25 # want [delve-go-mismatch warning] "writes DWARF 5"
COPY --from=dlv /go/bin/dlv /dlv
COPY . .
RUN go build -gcflags="all=-N -l" -o /shop .
CMD ["/dlv", "exec", "/shop", "--headless", "--listen=:40000"]
