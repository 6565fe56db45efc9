module example.com/acme/shop

go 1.23

require example.com/platform/httpx v1.4.0
