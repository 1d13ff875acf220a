package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
)

// serveAdmin answers the few pages of Envoy's admin port that the agent and people look at.
func serveAdmin(address string, p *proxy) {
	pages := http.NewServeMux()
	pages.HandleFunc("/ready", func(w http.ResponseWriter, _ *http.Request) {
		if p.state() != live {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		fmt.Fprintln(w, stateNames[p.state()])
	})
	pages.HandleFunc("/server_info", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("content-type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"version": "standin/0/Clean/RELEASE", "state": stateNames[p.state()]})
	})
	pages.HandleFunc("/stats", func(w http.ResponseWriter, r *http.Request) {
		filter, err := regexp.Compile(r.URL.Query().Get("filter"))
		for _, line := range p.statistics() {
			if err == nil && filter.MatchString(line.name) {
				fmt.Fprintf(w, "%s: %d\n", line.name, line.value)
			}
		}
	})
	pages.HandleFunc("/stats/prometheus", func(w http.ResponseWriter, _ *http.Request) {
		for _, line := range p.statistics() {
			fmt.Fprintf(w, "envoy_%s{} %d\n", strings.ReplaceAll(line.name, ".", "_"), line.value)
		}
	})
	pages.HandleFunc("/drain_listeners", func(w http.ResponseWriter, _ *http.Request) {
		p.draining.Store(true)
		fmt.Fprintln(w, "OK")
	})
	pages.HandleFunc("/quitquitquit", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "OK")
		os.Exit(0)
	})
	logLine("critical", "main", "cannot serve the admin port: %v", http.ListenAndServe(address, pages))
}

const (
	live = iota
	draining
	preInitializing
	initializing
)

var stateNames = []string{"LIVE", "DRAINING", "PRE_INITIALIZING", "INITIALIZING"}

func (p *proxy) state() int {
	switch {
	case p.draining.Load():
		return draining
	case p.clusterUpdates.Load() == 0:
		return preInitializing
	case p.listenerUpdates.Load() == 0:
		return initializing
	}
	return live
}

type statistic struct {
	name  string
	value int64
}

func (p *proxy) statistics() []statistic {
	workers := int64(0)
	if p.listenerUpdates.Load() > 0 {
		workers = 1
	}
	return []statistic{
		{"cluster_manager.cds.update_success", p.clusterUpdates.Load()},
		{"cluster_manager.cds.update_rejected", 0},
		{"listener_manager.lds.update_success", p.listenerUpdates.Load()},
		{"listener_manager.lds.update_rejected", 0},
		{"listener_manager.workers_started", workers},
		{"server.state", int64(p.state())},
	}
}
