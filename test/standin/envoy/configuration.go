package main

import (
	"sync"
	"sync/atomic"

	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	hcm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	"google.golang.org/protobuf/types/known/anypb"
)

const (
	typePrefix = "type.googleapis.com/envoy.config."
	typeCDS    = typePrefix + "cluster.v3.Cluster"
	typeEDS    = typePrefix + "endpoint.v3.ClusterLoadAssignment"
	typeLDS    = typePrefix + "listener.v3.Listener"
	typeRDS    = typePrefix + "route.v3.RouteConfiguration"
)

// proxy is the configuration that was taken, and how often.
type proxy struct {
	mu        sync.RWMutex
	clusters  map[string]*cluster.Cluster
	endpoints map[string]*endpoint.ClusterLoadAssignment
	listeners map[string]*listener.Listener
	routes    map[string]*route.RouteConfiguration
	onChange  func()

	clusterUpdates, listenerUpdates atomic.Int64
	draining                        atomic.Bool
}

func newProxy() *proxy {
	return &proxy{
		clusters:  map[string]*cluster.Cluster{},
		endpoints: map[string]*endpoint.ClusterLoadAssignment{},
		listeners: map[string]*listener.Listener{},
		routes:    map[string]*route.RouteConfiguration{},
		onChange:  func() {},
	}
}

// take stores one resource; a body of nil removes it.
func (p *proxy) take(typeURL, name string, body *anypb.Any) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch typeURL {
	case typeCDS:
		return set(p.clusters, name, body, &cluster.Cluster{})
	case typeEDS:
		return set(p.endpoints, name, body, &endpoint.ClusterLoadAssignment{})
	case typeLDS:
		return set(p.listeners, name, body, &listener.Listener{})
	case typeRDS:
		return set(p.routes, name, body, &route.RouteConfiguration{})
	}
	return nil
}

type message[T any] interface {
	*T
	protoMessage
}

func set[T any, M message[T]](all map[string]M, name string, body *anypb.Any, into M) error {
	if body == nil {
		delete(all, name)
		return nil
	}
	if err := body.UnmarshalTo(into); err != nil {
		return err
	}
	all[name] = into
	return nil
}

// taken counts an update of a type, and has the listeners follow it.
func (p *proxy) taken(typeURL string) {
	switch typeURL {
	case typeCDS:
		p.clusterUpdates.Add(1)
	case typeLDS:
		p.listenerUpdates.Add(1)
	}
	p.onChange()
}

// endpointNames are what the clusters want to be told by EDS.
func (p *proxy) endpointNames() map[string]bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	names := map[string]bool{}
	for name, one := range p.clusters {
		if one.GetType() != cluster.Cluster_EDS {
			continue
		}
		if service := one.GetEdsClusterConfig().GetServiceName(); service != "" {
			name = service
		}
		names[name] = true
	}
	return names
}

// routeNames are what the listeners want to be told by RDS.
func (p *proxy) routeNames() map[string]bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	names := map[string]bool{}
	for _, one := range p.listeners {
		for _, manager := range managersOf(one) {
			if name := manager.GetRds().GetRouteConfigName(); name != "" {
				names[name] = true
			}
		}
	}
	return names
}

// managersOf are the HTTP connection managers of a listener's filter chains that speak no TLS come first.
func managersOf(one *listener.Listener) (plain []*hcm.HttpConnectionManager) {
	var secure []*hcm.HttpConnectionManager
	for _, chain := range append(one.GetFilterChains(), one.GetDefaultFilterChain()) {
		for _, filter := range chain.GetFilters() {
			manager := &hcm.HttpConnectionManager{}
			if filter.GetTypedConfig().UnmarshalTo(manager) != nil {
				continue
			}
			if chain.GetTransportSocket() == nil {
				plain = append(plain, manager)
			} else {
				secure = append(secure, manager)
			}
		}
	}
	return append(plain, secure...)
}
