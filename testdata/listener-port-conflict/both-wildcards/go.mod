module example.com/both-wildcards

go 1.22
