module example.com/told-as-it-is

go 1.22
