module example.com/set-before-it-is-read

go 1.22
