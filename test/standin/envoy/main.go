// A stand-in for the Envoy binary that the real pilot-agent starts: it takes its bootstrap, subscribes to configuration as Envoy
// does, acknowledges it, and, in a gateway, listens and routes plain HTTP as that configuration says.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	boot, err := readBootstrap(bootstrapPath(os.Args))
	if err != nil {
		logLine("critical", "main", "error initializing configuration: %v", err)
		os.Exit(1)
	}
	proxy := newProxy()
	hold := newHold("/etc/istio/pod/annotations")
	router := newRouter(proxy)
	go serveAdmin(boot.admin, proxy)
	for _, listener := range boot.listeners {
		go listener.serve()
	}
	client := newClient(boot, proxy, hold)
	if boot.isGateway() {
		proxy.onChange = router.listen
	}
	go client.run()
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGINT)
	<-ended
}

// bootstrapPath is what stands behind -c; everything else that the agent says to Envoy is of no consequence here.
func bootstrapPath(args []string) string {
	for i, arg := range args[:len(args)-1] {
		if arg == "-c" {
			return args[i+1]
		}
	}
	return ""
}

func logLine(level, scope, format string, values ...any) {
	stamp := time.Now().UTC().Format("2006-01-02T15:04:05.000000Z")
	fmt.Printf("%s\t%s\tenvoy %s standin\t%s\n", stamp, level, scope, fmt.Sprintf(format, values...))
}
