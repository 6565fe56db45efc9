package net

import _ "golang.org/x/net/dns"
