FROM golang:1.27
CMD ["dlv", "exec", "/shop", "--headless", "--listen=:40000"]
