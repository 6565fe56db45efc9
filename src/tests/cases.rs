mod want;
