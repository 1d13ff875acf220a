package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"

	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	"google.golang.org/protobuf/encoding/protojson"
)

type bootstrap struct {
	node      *core.Node
	admin     string
	xdsSocket string
	listeners []staticListener
}

// staticListener forwards what begins with prefix to one address: the agent's readiness, the admin port's statistics.
type staticListener struct {
	address, prefix, target string
}

type jsonAddress struct {
	Socket struct {
		Address string `json:"address"`
		Port    int    `json:"port_value"`
	} `json:"socket_address"`
	Pipe struct {
		Path string `json:"path"`
	} `json:"pipe"`
}

func (a jsonAddress) String() string { return fmt.Sprintf("%s:%d", a.Socket.Address, a.Socket.Port) }

type jsonBootstrap struct {
	Node  json.RawMessage `json:"node"`
	Admin struct {
		Address jsonAddress `json:"address"`
	} `json:"admin"`
	Static struct {
		Clusters []struct {
			Name       string `json:"name"`
			Assignment struct {
				Endpoints []struct {
					Endpoints []struct {
						Endpoint struct {
							Address jsonAddress `json:"address"`
						} `json:"endpoint"`
					} `json:"lb_endpoints"`
				} `json:"endpoints"`
			} `json:"load_assignment"`
		} `json:"clusters"`
		Listeners []struct {
			Address jsonAddress `json:"address"`
			Chains  []struct {
				Filters []struct {
					Config struct {
						Routes struct {
							Hosts []struct {
								Routes []struct {
									Match struct {
										Prefix string `json:"prefix"`
									} `json:"match"`
									Route struct {
										Cluster string `json:"cluster"`
									} `json:"route"`
								} `json:"routes"`
							} `json:"virtual_hosts"`
						} `json:"route_config"`
					} `json:"typed_config"`
				} `json:"filters"`
			} `json:"filter_chains"`
		} `json:"listeners"`
	} `json:"static_resources"`
}

func readBootstrap(path string) (*bootstrap, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var read jsonBootstrap
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, err
	}
	boot := &bootstrap{node: &core.Node{}, admin: read.Admin.Address.String()}
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(read.Node, boot.node); err != nil {
		return nil, err
	}
	boot.node.UserAgentName = "envoy"
	addresses := map[string]jsonAddress{}
	for _, cluster := range read.Static.Clusters {
		for _, locality := range cluster.Assignment.Endpoints {
			for _, endpoint := range locality.Endpoints {
				addresses[cluster.Name] = endpoint.Endpoint.Address
			}
		}
	}
	boot.xdsSocket = addresses["xds-grpc"].Pipe.Path
	for _, listener := range read.Static.Listeners {
		for _, chain := range listener.Chains {
			for _, filter := range chain.Filters {
				for _, host := range filter.Config.Routes.Hosts {
					for _, route := range host.Routes {
						target := addresses[route.Route.Cluster].String()
						boot.listeners = append(boot.listeners, staticListener{listener.Address.String(), route.Match.Prefix, target})
					}
				}
			}
		}
	}
	return boot, nil
}

func (b *bootstrap) isGateway() bool { return strings.HasPrefix(b.node.Id, "router~") }

func (l staticListener) serve() {
	forward := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: l.target})
	err := http.ListenAndServe(l.address, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, l.prefix) {
			forward.ServeHTTP(w, r)
		} else {
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	logLine("critical", "config", "cannot listen on %s: %v", l.address, err)
}
