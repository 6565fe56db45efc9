//go:build linux

package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"encoding/hex"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

// raiseLoopback switches lo on and gives it the private address 10.0.0.5 as well, so
// that programs which bind one can be started.
func raiseLoopback() error {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(fd)
	var up [40]byte
	copy(up[:], "lo")
	binary.NativeEndian.PutUint16(up[16:], syscall.IFF_UP|syscall.IFF_RUNNING)
	if err := ioctl(fd, syscall.SIOCSIFFLAGS, &up); err != nil {
		return err
	}
	var alias [40]byte
	copy(alias[:], "lo:1")
	binary.NativeEndian.PutUint16(alias[16:], syscall.AF_INET)
	copy(alias[20:], net.IPv4(10, 0, 0, 5).To4())
	return ioctl(fd, syscall.SIOCSIFADDR, &alias)
}

func ioctl(fd int, request uintptr, arg *[40]byte) error {
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), request, uintptr(unsafe.Pointer(arg)))
	if errno != 0 {
		return errno
	}
	return nil
}

// listening reads the namespace's own tables of TCP sockets in state LISTEN (0A).
func listening() []socket {
	var all []socket
	for _, table := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		file, err := os.Open(table)
		if err != nil {
			continue
		}
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			fields := strings.Fields(lines.Text())
			if len(fields) < 4 || fields[3] != "0A" {
				continue
			}
			host, port, ok := strings.Cut(fields[1], ":")
			if !ok {
				continue
			}
			number, err := strconv.ParseUint(port, 16, 16)
			if err != nil {
				continue
			}
			all = append(all, socket{Host: address(host), Port: int(number)})
		}
		file.Close()
	}
	sort.Slice(all, func(i, j int) bool {
		return all[i].Port < all[j].Port || all[i].Port == all[j].Port && all[i].Host < all[j].Host
	})
	return all
}

// address turns the kernel's hexadecimal words (each in host byte order) into text.
func address(text string) string {
	raw, err := hex.DecodeString(text)
	if err != nil {
		return text
	}
	for i := 0; i+4 <= len(raw); i += 4 {
		binary.BigEndian.PutUint32(raw[i:], binary.LittleEndian.Uint32(raw[i:]))
	}
	return net.IP(raw).String()
}

// writeCertificate puts cert.pem and key.pem into the working directory, for programs
// that serve TLS.
func writeCertificate(dir string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "localhost"},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
		DNSNames:     []string{"localhost"},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	for name, block := range map[string]*pem.Block{
		"cert.pem": {Type: "CERTIFICATE", Bytes: certificate},
		"key.pem":  {Type: "EC PRIVATE KEY", Bytes: private},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			return err
		}
	}
	return nil
}
