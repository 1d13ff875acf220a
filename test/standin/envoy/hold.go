package main

import (
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The annotation on a proxy's pod that plants a fault: the types (comma-separated, as CDS) that it shall not acknowledge.
const staleAnnotation = "standin.hoist.dev/stale"

var shortNames = map[string]string{typeCDS: "CDS", typeEDS: "EDS", typeLDS: "LDS", typeRDS: "RDS"}

type hold struct {
	path      string
	onRelease func()

	mu    sync.Mutex
	types string
}

// newHold follows the pod's annotations, which the kubelet writes into a file about a minute after they change.
func newHold(path string) *hold {
	h := &hold{path: path, onRelease: func() {}}
	h.types = h.read()
	go func() {
		for range time.Tick(time.Second) {
			now := h.read()
			h.mu.Lock()
			before := h.types
			h.types = now
			h.mu.Unlock()
			if now != before {
				h.onRelease()
			}
		}
	}()
	return h
}

func (h *hold) holds(typeURL string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, name := range strings.Split(h.types, ",") {
		if name != "" && strings.TrimSpace(name) == shortNames[typeURL] {
			return true
		}
	}
	return false
}

// read finds the annotation in lines of the form key="value".
func (h *hold) read() string {
	text, _ := os.ReadFile(h.path)
	for _, line := range strings.Split(string(text), "\n") {
		if value, found := strings.CutPrefix(line, staleAnnotation+"="); found {
			unquoted, _ := strconv.Unquote(value)
			return unquoted
		}
	}
	return ""
}
