module example.com/table-without-router-syntax

go 1.22
