module example.com/unknown-port-known-host

go 1.22
