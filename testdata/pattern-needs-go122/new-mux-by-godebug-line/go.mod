module example.com/new-mux-by-godebug-line

go 1.21

toolchain go1.23.0

godebug httpmuxgo121=0
