package main

import (
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"

	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	hcm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
)

// router listens where the listeners without TLS say, and answers as their routes say.
type router struct {
	proxy *proxy
	turn  atomic.Int64

	mu   sync.Mutex
	open map[string]*http.Server
}

func newRouter(p *proxy) *router { return &router{proxy: p, open: map[string]*http.Server{}} }

// listen opens the addresses that are asked for and closes the others.
func (r *router) listen() {
	wanted := r.proxy.addresses()
	r.mu.Lock()
	defer r.mu.Unlock()
	for address, server := range r.open {
		if !wanted[address] {
			delete(r.open, address)
			_ = server.Close()
		}
	}
	for address := range wanted {
		if r.open[address] != nil {
			continue
		}
		listener, err := net.Listen("tcp", address)
		if err != nil {
			logLine("warning", "config", "cannot listen on %s: %v", address, err)
			continue
		}
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) { r.handle(address, w, request) })}
		r.open[address] = server
		go func() { _ = server.Serve(listener) }()
	}
}

// addresses have an HTTP connection manager without TLS and are to be bound.
func (p *proxy) addresses() map[string]bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	found := map[string]bool{}
	for name := range p.listeners {
		if address, _ := p.plainManager(name); address != "" {
			found[address] = true
		}
	}
	return found
}

// plainManager wants the lock to be held.
func (p *proxy) plainManager(name string) (string, *hcm.HttpConnectionManager) {
	one := p.listeners[name]
	socket := one.GetAddress().GetSocketAddress()
	if socket == nil || (one.GetBindToPort() != nil && !one.GetBindToPort().GetValue()) {
		return "", nil
	}
	for _, chain := range one.GetFilterChains() {
		if chain.GetTransportSocket() != nil {
			return "", nil
		}
	}
	managers := managersOf(one)
	if len(managers) == 0 {
		return "", nil
	}
	return net.JoinHostPort(socket.GetAddress(), strconv.Itoa(int(socket.GetPortValue()))), managers[0]
}

func (r *router) handle(address string, w http.ResponseWriter, request *http.Request) {
	found := r.routeFor(address, request)
	answer := newExchange(w, request)
	switch {
	case found == nil:
		answer.refuse(http.StatusNotFound, "NR", "", "-")
	case found.GetRedirect() != nil:
		answer.redirect(redirectURL(found, request), redirectStatus(found))
	case found.GetDirectResponse() != nil:
		direct := found.GetDirectResponse()
		answer.refuse(int(direct.GetStatus()), "-", direct.GetBody().GetInlineString(), "-")
	default:
		name := clusterOf(found.GetRoute())
		target, protocol := r.endpointOf(name)
		if target == "" {
			answer.refuse(http.StatusServiceUnavailable, protocol, "no healthy upstream", name)
			return
		}
		answer.forward(target, name, rewritten(found, request.URL.Path), found.GetRoute().GetHostRewriteLiteral())
	}
}

func (r *router) routeFor(address string, request *http.Request) *route.Route {
	r.proxy.mu.RLock()
	defer r.proxy.mu.RUnlock()
	for name := range r.proxy.listeners {
		at, manager := r.proxy.plainManager(name)
		if at != address {
			continue
		}
		table := manager.GetRouteConfig()
		if rds := manager.GetRds(); rds != nil {
			table = r.proxy.routes[rds.GetRouteConfigName()]
		}
		return findRoute(table, request)
	}
	return nil
}

// endpointOf takes turns; without one it says with which of Envoy's flags.
func (r *router) endpointOf(name string) (target, flag string) {
	r.proxy.mu.RLock()
	defer r.proxy.mu.RUnlock()
	one := r.proxy.clusters[name]
	if one == nil {
		return "", "NC"
	}
	assignment := one.GetLoadAssignment()
	if one.GetType() == cluster.Cluster_EDS {
		service := one.GetEdsClusterConfig().GetServiceName()
		if service == "" {
			service = name
		}
		assignment = r.proxy.endpoints[service]
	}
	addresses := addressesOf(assignment)
	if len(addresses) == 0 {
		return "", "UH"
	}
	return addresses[int(r.turn.Add(1))%len(addresses)], ""
}

func addressesOf(assignment *endpoint.ClusterLoadAssignment) (addresses []string) {
	for _, locality := range assignment.GetEndpoints() {
		for _, one := range locality.GetLbEndpoints() {
			if socket := one.GetEndpoint().GetAddress().GetSocketAddress(); socket != nil {
				addresses = append(addresses, net.JoinHostPort(socket.GetAddress(), strconv.Itoa(int(socket.GetPortValue()))))
			}
		}
	}
	return addresses
}
