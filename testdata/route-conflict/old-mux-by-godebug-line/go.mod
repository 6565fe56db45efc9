module example.com/old-mux-by-godebug-line

go 1.23

godebug httpmuxgo121=1
