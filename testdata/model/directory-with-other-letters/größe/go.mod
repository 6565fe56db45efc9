module example.com/groesse

go 1.22
