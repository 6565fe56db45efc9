module example.com/workspace-sibling

go 1.22
