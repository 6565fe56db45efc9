package größe
