# Varnish 7 in front of Ilbo, with vmod_xkey (Debian: varnish, varnish-modules).
# The tests of cmd/ilbo run this file, but for the address of the backend.
#
#   varnishd -a :6081 -f varnish.vcl -p http_gzip_support=off
#   ilbo serve --data DIR --purge http://127.0.0.1:6081/
#
# http_gzip_support=off hands readers' Accept-Encoding through, so that they get
# what Ilbo compressed, brotli included. Without it Varnish asks for gzip alone.
vcl 4.1;

import std;
import xkey;

backend ilbo {
	.host = "127.0.0.1";
	.port = "8080";
	.probe = {
		.url = "/healthz";
		.interval = 1s;
		.timeout = 2s;
		.window = 3;
		.threshold = 2;
		.initial = 2;
	}
}

# Whoever may purge: the machines that Ilbo runs on. Where something else on
# this machine hands requests to Varnish (for TLS, say) let it speak the PROXY
# protocol, so that readers do not come from 127.0.0.1.
acl purgers {
	"127.0.0.1";
	"::1";
}

sub vcl_recv {
	if (req.method == "PURGE") {
		if (client.ip !~ purgers) {
			return (synth(403, "Not from there"));
		}
		if (req.http.xkey) {
			return (synth(200, "Purged " + xkey.purge(req.http.xkey)));
		}
		if (req.http.xkey-softpurge) {
			return (synth(200, "Softly purged " + xkey.softpurge(req.http.xkey-softpurge)));
		}
		return (synth(400, "No keys"));
	}
	if (req.method != "GET" && req.method != "HEAD") {
		return (pass);
	}
	# What is stale is shown only where Ilbo does not answer.
	if (std.healthy(req.backend_hint)) {
		set req.grace = 0s;
	}
	# A film is asked for in pieces, which Ilbo gives as well.
	if (req.http.Authorization || req.url ~ "^/films/") {
		return (pass);
	}
	# Three variants of a page, not one for each browser's list.
	if (req.http.Accept-Encoding ~ "(?i)\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))") {
		set req.http.Accept-Encoding = "br";
	} elsif (req.http.Accept-Encoding ~ "(?i)\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))") {
		set req.http.Accept-Encoding = "gzip";
	} else {
		unset req.http.Accept-Encoding;
	}
	# Cookies go through and split nothing: what is a reader's own says so itself,
	# see below.
	return (hash);
}

sub vcl_backend_response {
	if (beresp.http.Set-Cookie || beresp.http.Cache-Control ~ "(?i)\b(private|no-store)\b") {
		set beresp.uncacheable = true;
		set beresp.ttl = 10s;
		return (deliver);
	}
	# RFC 9213: how long we keep it, whatever browsers are told.
	if (beresp.http.CDN-Cache-Control ~ "max-age=\d") {
		set beresp.ttl = std.duration(regsub(beresp.http.CDN-Cache-Control, "^.*max-age=(\d+).*$", "\1s"), 0s);
	}
	if (beresp.ttl <= 0s) {
		set beresp.uncacheable = true;
		set beresp.ttl = 10s;
		return (deliver);
	}
	set beresp.grace = 24h;
	set beresp.http.xkey = beresp.http.Surrogate-Key;
	return (deliver);
}

sub vcl_deliver {
	unset resp.http.xkey;
	unset resp.http.Surrogate-Key;
	unset resp.http.CDN-Cache-Control;
	if (obj.hits > 0) {
		set resp.http.X-Cache = "HIT";
	} else {
		set resp.http.X-Cache = "MISS";
	}
}
