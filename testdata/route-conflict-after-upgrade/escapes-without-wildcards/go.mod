module example.com/escapes-without-wildcards

go 1.20
