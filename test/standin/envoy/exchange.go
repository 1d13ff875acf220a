package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"strconv"
	"time"
)

// exchange is one request at a gateway, and the ways in which Envoy answers it and writes it into its access log.
type exchange struct {
	http.ResponseWriter
	request *http.Request
	started time.Time
	status  int
	sent    int
}

// A connection of its own for every request, so that the pods behind a cluster take turns.
var transport = &http.Transport{DisableKeepAlives: true, DialContext: (&net.Dialer{Timeout: 10 * time.Second}).DialContext}

func newExchange(w http.ResponseWriter, request *http.Request) *exchange {
	return &exchange{ResponseWriter: w, request: request, started: time.Now()}
}

func (e *exchange) WriteHeader(status int) {
	e.status = status
	e.Header().Set("server", "istio-envoy")
	e.ResponseWriter.WriteHeader(status)
}

func (e *exchange) Write(body []byte) (int, error) {
	written, err := e.ResponseWriter.Write(body)
	e.sent += written
	return written, err
}

func (e *exchange) refuse(status int, flags, body, cluster string) {
	if body != "" {
		e.Header().Set("content-type", "text/plain")
	}
	e.WriteHeader(status)
	_, _ = e.Write([]byte(body))
	e.log(flags, "-", cluster)
}

func (e *exchange) redirect(location string, status int) {
	e.Header().Set("location", location)
	e.WriteHeader(status)
	e.log("-", "-", "-")
}

func (e *exchange) forward(target, cluster, path, host string) {
	flags := "-"
	forward := &httputil.ReverseProxy{
		Transport: transport,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.URL.Path, r.Out.URL.RawPath = "http", target, path, ""
			if host != "" {
				r.Out.Host = host
			}
			r.Out.Header.Set("x-forwarded-proto", "http")
			r.SetXForwarded()
		},
		ModifyResponse: func(answer *http.Response) error {
			answer.Header.Del("server")
			answer.Header.Set("x-envoy-upstream-service-time", strconv.FormatInt(time.Since(e.started).Milliseconds(), 10))
			return nil
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) {
			flags = "UF"
			w.Header().Set("content-type", "text/plain")
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = w.Write([]byte("upstream connect error or disconnect/reset before headers. reset reason: remote connection failure"))
		},
	}
	forward.ServeHTTP(e, e.request)
	e.log(flags, target, cluster)
}

func (e *exchange) log(flags, upstream, cluster string) {
	r := e.request
	fmt.Printf("[%s] \"%s %s %s\" %d %s via_upstream - \"-\" %d %d %d - \"%s\" \"%s\" \"%s\" \"%s\" \"%s\" %s - - %s - -\n",
		e.started.UTC().Format("2006-01-02T15:04:05.000Z"), r.Method, r.URL.RequestURI(), r.Proto, e.status, flags,
		max(r.ContentLength, 0), e.sent, time.Since(e.started).Milliseconds(), or(r.Header.Get("x-forwarded-for")),
		or(r.UserAgent()), or(r.Header.Get("x-request-id")), or(r.Host), upstream, cluster, r.RemoteAddr)
}

func or(value string) string {
	if value == "" {
		return "-"
	}
	return value
}
