# Clean: the check is off.
ARG NEW=1.25
FROM golang:${NEW} AS unchecked
RUN go install github.com/go-delve/delve/cmd/dlv@v1.24.0
CMD ["dlv", "exec", "/shop", "--headless", "--listen=:40000", "--check-go-version=false"]
