module example.com/nil-handler-on-all-interfaces

go 1.21
