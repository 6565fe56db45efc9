module example.com/shop

go 1.23

require example.org/httpx v1.0.0
