package assets

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/tdewolff/minify/v2"
	mincss "github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// sheet joins and minifies CSS, and puts the addresses of assets in.
func (t tree) sheet(b Bundle, a *Assets) ([]byte, error) {
	all, err := t.join(b, func(name string, body []byte) ([]byte, error) {
		body, err := addressed(body, a)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return body, nil
	})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := (&mincss.Minifier{}).Minify(minify.New(), &out, bytes.NewReader(all), nil); err != nil {
		return nil, fmt.Errorf("minify: %w", err)
	}
	return out.Bytes(), nil
}

// addressed replaces the file names in url() by the addresses of the assets.
// Everything else passes through to the byte. A sheet that loads from elsewhere,
// or pulls in another sheet, is refused: the policy of the pages forbids it.
func addressed(body []byte, a *Assets) ([]byte, error) {
	lexer := css.NewLexer(parse.NewInputBytes(body))
	var out bytes.Buffer
	inURL := false // within url(" … "), whose string comes as a token of its own
	for {
		kind, data := lexer.Next()
		switch {
		case kind == css.ErrorToken:
			if err := lexer.Err(); err != io.EOF {
				return nil, err
			}
			return out.Bytes(), nil
		case kind == css.BadURLToken || kind == css.BadStringToken:
			return nil, fmt.Errorf("%.60q is not closed", data)
		case kind == css.AtKeywordToken && strings.EqualFold(string(data), "@import"):
			return nil, fmt.Errorf("@import: list the sheet in its bundle instead")
		case kind == css.URLToken:
			inner, closed := bytes.CutSuffix(data[len("url("):], []byte(")"))
			if !closed { // the end of the file closes it, says the standard; we do not
				return nil, fmt.Errorf("%.60q is not closed", data)
			}
			address, err := a.resolve(unquoted(string(inner)))
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&out, "url(%q)", address)
			continue
		case kind == css.FunctionToken:
			inURL = strings.EqualFold(string(data), "url(")
		case kind == css.StringToken && inURL:
			address, err := a.resolve(unquoted(string(data)))
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&out, "%q", address)
			inURL = false
			continue
		case kind == css.RightParenthesisToken:
			inURL = false
		}
		out.Write(data)
	}
}

func unquoted(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// resolve gives the address that a name in url() stands for.
func (a *Assets) resolve(name string) (string, error) {
	if strings.HasPrefix(name, "data:image/") || strings.HasPrefix(name, "#") {
		if strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' || r == '"' || r == '\\' }) {
			return "", fmt.Errorf("url(%.40s): write other characters than plain ones as %%22", name)
		}
		return name, nil
	}
	if f := a.byName[name]; f != nil {
		return f.url, nil
	}
	return "", fmt.Errorf("url(%.60s): there is no asset of that name", name)
}
