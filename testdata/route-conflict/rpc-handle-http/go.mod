module example.com/rpc-handle-http

go 1.22
