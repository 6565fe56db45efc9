FROM golang:1.17
RUN go get github.com/go-delve/delve/cmd/dlv # want [delve-go-mismatch error] "this stage has Go 1.17"
