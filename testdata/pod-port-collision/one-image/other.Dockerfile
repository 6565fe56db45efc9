FROM alpine
COPY proxy /usr/bin/proxy
# want [pod-port-collision] "both want port 8080"
EXPOSE 8080
CMD ["proxy"]
