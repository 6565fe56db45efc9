module example.com/elseif

go 1.23
