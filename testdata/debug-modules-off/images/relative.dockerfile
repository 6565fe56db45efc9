# Clean: a directory below this one is built without modules, too, as long as it needs none.
FROM golang:1.27
ENV GO111MODULE=off
WORKDIR /src
CMD ["dlv", "debug", "./cmd/shop", "--headless", "--listen=:40000"]
