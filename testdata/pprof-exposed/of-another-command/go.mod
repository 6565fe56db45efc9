module example.com/of-another-command

go 1.22
