// +build tools

package tools

import _ "k8s.io/helm/cmd/helm"
