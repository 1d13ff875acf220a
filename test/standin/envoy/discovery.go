package main

import (
	"context"
	"sync"
	"time"

	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	xds "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/proto"
)

type protoMessage = proto.Message

type stream = xds.AggregatedDiscoveryService_DeltaAggregatedResourcesClient

// client is the proxy's side of incremental ADS: clusters, then their endpoints, then listeners, then their routes.
type client struct {
	node   *core.Node
	socket string
	proxy  *proxy
	hold   *hold

	mu         sync.Mutex
	stream     stream
	subscribed map[string]map[string]bool   // by type; clusters and listeners are subscribed to as a whole
	versions   map[string]map[string]string // by type and name
	held       map[string]string            // by type: the nonce that waits for its acknowledgement
}

func newClient(boot *bootstrap, proxy *proxy, hold *hold) *client {
	c := &client{node: boot.node, socket: boot.xdsSocket, proxy: proxy, hold: hold, versions: map[string]map[string]string{}}
	hold.onRelease = c.release
	return c
}

func (c *client) run() {
	for {
		err := c.follow()
		logLine("warning", "config", "DeltaAggregatedResources gRPC config stream to xds-grpc closed: %v", err)
		time.Sleep(time.Second)
	}
}

// follow lives as long as one stream.
func (c *client) follow() error {
	connection, err := grpc.NewClient("unix:"+c.socket, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(256<<20)))
	if err != nil {
		return err
	}
	defer connection.Close()
	opened, err := xds.NewAggregatedDiscoveryServiceClient(connection).DeltaAggregatedResources(context.Background())
	if err != nil {
		return err
	}
	c.begin(opened)
	for {
		response, err := opened.Recv()
		if err != nil {
			return err
		}
		c.take(response)
	}
}

// begin forgets what the last stream was asked for, keeps what it told, and asks for clusters first.
func (c *client) begin(opened stream) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stream = opened
	c.subscribed = map[string]map[string]bool{}
	c.held = map[string]string{}
	c.subscribe(typeCDS, nil)
}

// take applies a response, acknowledges it, and subscribes to what follows from it.
func (c *client) take(response *xds.DeltaDiscoveryResponse) {
	c.mu.Lock()
	defer c.mu.Unlock()
	typeURL := response.GetTypeUrl()
	if c.hold.holds(typeURL) {
		c.held[typeURL] = response.GetNonce()
		return
	}
	if c.versions[typeURL] == nil {
		c.versions[typeURL] = map[string]string{}
	}
	for _, one := range response.GetResources() {
		if err := c.proxy.take(typeURL, one.GetName(), one.GetResource()); err != nil {
			logLine("warning", "config", "%s: %v", one.GetName(), err)
			continue
		}
		c.versions[typeURL][one.GetName()] = one.GetVersion()
	}
	for _, name := range response.GetRemovedResources() {
		_ = c.proxy.take(typeURL, name, nil)
		delete(c.versions[typeURL], name)
	}
	c.proxy.taken(typeURL)
	c.send(&xds.DeltaDiscoveryRequest{TypeUrl: typeURL, ResponseNonce: response.GetNonce()})
	c.follows(typeURL)
}

func (c *client) follows(typeURL string) {
	switch typeURL {
	case typeCDS:
		names := c.proxy.endpointNames()
		c.subscribe(typeEDS, names)
		if len(names) == 0 {
			c.subscribe(typeLDS, nil)
		}
	case typeEDS:
		c.subscribe(typeLDS, nil)
	case typeLDS:
		c.subscribe(typeRDS, c.proxy.routeNames())
	}
}

// subscribe says only what is new: names that are wanted now and were not, and the other way round.
func (c *client) subscribe(typeURL string, names map[string]bool) {
	before, known := c.subscribed[typeURL]
	request := &xds.DeltaDiscoveryRequest{TypeUrl: typeURL}
	for name := range names {
		if !before[name] {
			request.ResourceNamesSubscribe = append(request.ResourceNamesSubscribe, name)
		}
	}
	for name := range before {
		if !names[name] {
			request.ResourceNamesUnsubscribe = append(request.ResourceNamesUnsubscribe, name)
		}
	}
	c.subscribed[typeURL] = names
	whole := names == nil && !known
	if !whole && len(request.ResourceNamesSubscribe)+len(request.ResourceNamesUnsubscribe) == 0 {
		return
	}
	if !known {
		request.InitialResourceVersions = c.versions[typeURL]
	}
	c.send(request)
}

func (c *client) send(request *xds.DeltaDiscoveryRequest) {
	if len(c.subscribed) <= 1 && request.GetResponseNonce() == "" {
		request.Node = c.node
	}
	if err := c.stream.Send(request); err != nil {
		logLine("warning", "config", "cannot send: %v", err)
	}
}

// release ends a planted fault: the stream starts anew, and what was held comes again.
func (c *client) release() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stream != nil {
		_ = c.stream.CloseSend()
	}
}
