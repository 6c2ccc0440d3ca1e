package teststripe_test

import (
	"net/http"
	"strings"
	"testing"

	"ilbo.press/internal/teststripe"
)

// TestMockJudgesRequests shows that a request can be wrong.
func TestMockJudgesRequests(t *testing.T) {
	address := teststripe.Start(t)
	for form, want := range map[string]int{"name=x": http.StatusOK, "name=x&colour=red": http.StatusBadRequest, "": http.StatusBadRequest} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/v1/products", strings.NewReader(form))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+teststripe.Key)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%q: %s", form, res.Status)
		}
	}
}
