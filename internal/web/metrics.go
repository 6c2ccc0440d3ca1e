package web

import (
	"fmt"
	"net/http"
	"net/http/pprof"
	"sync"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// Metrics are the figures of the server, in the text format of Prometheus.
type Metrics struct {
	set     *metrics.Set
	classes [6]*metrics.Histogram // by the first digit of the status
}

// NewMetrics begins to count. Stats gives the page cache's figures, and is asked
// at most once a second; nil: there is no cache.
func NewMetrics(stats func() cache.Stats, clock ilbo.Clock) *Metrics {
	m := &Metrics{set: metrics.NewSet()}
	for i := range m.classes {
		m.classes[i] = m.set.NewHistogram(fmt.Sprintf(`ilbo_request_seconds{status="%dxx"}`, i))
	}
	if stats != nil {
		m.cache(recent(stats, clock))
	}
	return m
}

// Seen counts a request that went past the cache; it fits Journal.Seen.
func (m *Metrics) Seen(status int, took time.Duration) {
	class := status / 100
	if class < 1 || class > 5 {
		class = 0
	}
	m.classes[class].Update(took.Seconds())
}

// Gauge adds a figure of another room, asked for whenever somebody reads them.
func (m *Metrics) Gauge(name string, f func() float64) { m.set.NewGauge(name, f) }

// cache names the figures of the page cache.
func (m *Metrics) cache(stats func() cache.Stats) {
	for name, f := range map[string]func(cache.Stats) float64{
		"hits_total":      func(s cache.Stats) float64 { return float64(s.Hits) },
		"misses_total":    func(s cache.Stats) float64 { return float64(s.Misses) },
		"unchanged_total": func(s cache.Stats) float64 { return float64(s.Unchanged) },
		"renders_total":   func(s cache.Stats) float64 { return float64(s.Renders) },
		"renewals_total":  func(s cache.Stats) float64 { return float64(s.Renewals) },
		"failures_total":  func(s cache.Stats) float64 { return float64(s.Failures) },
		"stales_total":    func(s cache.Stats) float64 { return float64(s.Stales) },
		"evictions_total": func(s cache.Stats) float64 { return float64(s.Evictions) },
		"pages":           func(s cache.Stats) float64 { return float64(s.Pages) },
		"bytes":           func(s cache.Stats) float64 { return float64(s.Bytes) },
	} {
		m.set.NewGauge("ilbo_cache_"+name, func() float64 { return f(stats()) })
	}
}

// recent keeps figures for a second, as one reading asks for each of them.
func recent(stats func() cache.Stats, clock ilbo.Clock) func() cache.Stats {
	var mu sync.Mutex
	var at time.Time
	var last cache.Stats
	return func() cache.Stats {
		mu.Lock()
		defer mu.Unlock()
		if now := clock(); at.IsZero() || now.Sub(at) >= time.Second {
			at, last = now, stats()
		}
		return last
	}
}

// ServeHTTP writes all figures, those of the process included.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	m.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}

// Admin is the handler of the house's own address: /metrics, /debug/pprof/,
// /healthz and /readyz. It must never be reached by the public.
func Admin(m *Metrics, ready http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m)
	mux.HandleFunc("GET /healthz", Healthy)
	mux.Handle("GET /readyz", ready)
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}
