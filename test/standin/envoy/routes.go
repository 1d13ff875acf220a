package main

import (
	"math/rand"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"

	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	matcher "github.com/envoyproxy/go-control-plane/envoy/type/matcher/v3"
)

// findRoute takes the virtual host that names the authority most exactly, and its first route that matches.
func findRoute(table *route.RouteConfiguration, request *http.Request) *route.Route {
	var best *route.VirtualHost
	rank := 0
	for _, host := range table.GetVirtualHosts() {
		for _, domain := range host.GetDomains() {
			if found := domainRank(domain, request.Host); found > rank {
				best, rank = host, found
			}
		}
	}
	for _, one := range best.GetRoutes() {
		if matches(one.GetMatch(), request) {
			return one
		}
	}
	return nil
}

func domainRank(domain, authority string) int {
	bare := authority
	if host, _, err := net.SplitHostPort(authority); err == nil {
		bare = host
	}
	switch {
	case domain == authority || domain == bare:
		return 3
	case len(domain) > 1 && domain[0] == '*' && strings.HasSuffix(bare, domain[1:]):
		return 2
	case domain == "*":
		return 1
	}
	return 0
}

func matches(match *route.RouteMatch, request *http.Request) bool {
	path := request.URL.Path
	fold := func(text string) string {
		if match.GetCaseSensitive() != nil && !match.GetCaseSensitive().GetValue() {
			return strings.ToLower(text)
		}
		return text
	}
	path = fold(path)
	matched := false
	switch specifier := match.GetPathSpecifier().(type) {
	case *route.RouteMatch_Prefix:
		matched = strings.HasPrefix(path, fold(specifier.Prefix))
	case *route.RouteMatch_Path:
		matched = path == fold(specifier.Path)
	case *route.RouteMatch_PathSeparatedPrefix:
		prefix := fold(specifier.PathSeparatedPrefix)
		matched = path == prefix || strings.HasPrefix(path, prefix+"/")
	case *route.RouteMatch_SafeRegex:
		matched = wholly(specifier.SafeRegex.GetRegex(), path)
	}
	return matched && !slices.ContainsFunc(match.GetHeaders(), func(header *route.HeaderMatcher) bool {
		return !headerMatches(header, request)
	})
}

func headerMatches(header *route.HeaderMatcher, request *http.Request) bool {
	value := request.Header.Get(header.GetName())
	switch header.GetName() {
	case ":authority":
		value = request.Host
	case ":method":
		value = request.Method
	case ":path":
		value = request.URL.RequestURI()
	}
	matched := value != ""
	if header.GetStringMatch() != nil {
		matched = matched && stringMatches(header.GetStringMatch(), value)
	} else if _, present := header.GetHeaderMatchSpecifier().(*route.HeaderMatcher_PresentMatch); present {
		matched = matched == header.GetPresentMatch()
	}
	return matched != header.GetInvertMatch()
}

func stringMatches(match *matcher.StringMatcher, value string) bool {
	switch pattern := match.GetMatchPattern().(type) {
	case *matcher.StringMatcher_Exact:
		return value == pattern.Exact
	case *matcher.StringMatcher_Prefix:
		return strings.HasPrefix(value, pattern.Prefix)
	case *matcher.StringMatcher_Suffix:
		return strings.HasSuffix(value, pattern.Suffix)
	case *matcher.StringMatcher_Contains:
		return strings.Contains(value, pattern.Contains)
	case *matcher.StringMatcher_SafeRegex:
		return wholly(pattern.SafeRegex.GetRegex(), value)
	}
	return false
}

func wholly(pattern, text string) bool {
	compiled, err := regexp.Compile("^(?:" + pattern + ")$")
	return err == nil && compiled.MatchString(text)
}

// clusterOf is the route's cluster, or one of several by their weights.
func clusterOf(action *route.RouteAction) string {
	weighted := action.GetWeightedClusters().GetClusters()
	if len(weighted) == 0 {
		return action.GetCluster()
	}
	total := uint32(0)
	for _, one := range weighted {
		total += one.GetWeight().GetValue()
	}
	left := uint32(rand.Int63n(int64(max(total, 1))))
	for _, one := range weighted {
		if weight := one.GetWeight().GetValue(); left < weight {
			return one.GetName()
		} else {
			left -= weight
		}
	}
	return weighted[0].GetName()
}

func rewritten(one *route.Route, path string) string {
	action := one.GetRoute()
	if rewrite := action.GetRegexRewrite(); rewrite != nil {
		if pattern, err := regexp.Compile(rewrite.GetPattern().GetRegex()); err == nil {
			return pattern.ReplaceAllString(path, strings.ReplaceAll(rewrite.GetSubstitution(), `\`, "$"))
		}
	}
	if action.GetPrefixRewrite() == "" {
		return path
	}
	match := one.GetMatch()
	prefix := match.GetPrefix() + match.GetPath() + match.GetPathSeparatedPrefix()
	return action.GetPrefixRewrite() + path[min(len(prefix), len(path)):]
}

func redirectURL(one *route.Route, request *http.Request) string {
	redirect := one.GetRedirect()
	url := *request.URL
	url.Scheme, url.Host = "http", request.Host
	if redirect.GetHttpsRedirect() {
		url.Scheme = "https"
	}
	if redirect.GetHostRedirect() != "" {
		url.Host = redirect.GetHostRedirect()
	}
	if redirect.GetPathRedirect() != "" {
		url.Path = redirect.GetPathRedirect()
	}
	return url.String()
}

func redirectStatus(one *route.Route) int {
	return map[route.RedirectAction_RedirectResponseCode]int{
		route.RedirectAction_FOUND:              http.StatusFound,
		route.RedirectAction_SEE_OTHER:          http.StatusSeeOther,
		route.RedirectAction_TEMPORARY_REDIRECT: http.StatusTemporaryRedirect,
		route.RedirectAction_PERMANENT_REDIRECT: http.StatusPermanentRedirect,
		route.RedirectAction_MOVED_PERMANENTLY:  http.StatusMovedPermanently,
	}[one.GetRedirect().GetResponseCode()]
}
