package reader

import "net/http"

var leaveRoutes = []route{
	{"GET /account/leave", false, leavePage},
	{"POST /account/leave", false, askToLeave},
	{"GET /account/data.json", false, download},
}

func leavePage(v *visit) error {
	p := v.page(func(w *Words) string { return w.Data })
	return v.show(http.StatusOK, "leave", p, p)
}

// askToLeave sends the link that deletes the account: a browser that somebody left
// open is not enough.
func askToLeave(v *visit) error {
	if err := v.Readers.AskToLeave(v.r.Context(), v.reader, v.language, v.from); err != nil {
		p := v.page(func(w *Words) string { return w.Data })
		return v.again(err, "leave", p, p)
	}
	return v.done("/account/leave", "leave")
}

func download(v *visit) error {
	held, err := v.Readers.Held(v.r.Context(), v.reader)
	if err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="my-data.json"`)
	_, _ = v.w.Write(held) // whoever asked may have gone
	return nil
}
