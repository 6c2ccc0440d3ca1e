package newsroom

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// mostVouchersShown is how many vouchers are shown, the newest first.
const mostVouchersShown = 200

// A VouchersPage is what codes there are: see sell/vouchers.html.
type VouchersPage struct {
	SellPage
	Vouchers                    []VoucherRow
	Plans                       []Link
	Codes                       string // that were just made, shown this once
	N, Terms, Most, Until, Note string // as they were typed
}

// A VoucherRow is one voucher.
type VoucherRow struct {
	Path, Hint, Plan, Used, Until, Made, Note string
	Closed                                    bool
}

func (v *visit) vouchersView() (*VouchersPage, error) {
	p := &VouchersPage{SellPage: v.sellPage(func(w *Words) string { return w.Sell.Vouchers }), N: "1", Terms: "1", Most: "1"}
	plans, err := v.Office.Store.Plans(v.r.Context())
	if err != nil {
		return nil, err
	}
	names := map[ilbo.PlanID]string{}
	for _, each := range plans {
		names[each.ID] = each.Name.In(p.Lang)
		p.Plans = append(p.Plans, Link{Name: names[each.ID], URL: strconv.FormatInt(int64(each.ID), 10)})
	}
	all, err := v.Office.Store.Vouchers(v.r.Context(), math.MaxInt64, mostVouchersShown)
	if err != nil {
		return nil, err
	}
	for _, each := range all {
		p.Vouchers = append(p.Vouchers, VoucherRow{fmt.Sprintf("%s/circulation/vouchers/%d/close", Root, each.ID), "…" + each.Hint, names[each.Plan], fmt.Sprintf("%d / %d", each.Used, each.Most), v.day(each.Until), v.day(each.Made), each.Note,
			each.Closed || each.Used >= each.Most || !each.Until.IsZero() && !v.Clock().Before(each.Until)})
	}
	return p, nil
}

func (n *Newsroom) vouchersPage(v *visit) error {
	p, err := v.vouchersView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "vouchers", p)
}

func (n *Newsroom) makeVouchers(v *visit) error {
	like := ilbo.Voucher{Plan: number[ilbo.PlanID](v.form("plan")), Terms: howMany(v.form("terms")), Most: howMany(v.form("most")), Note: v.form("note")}
	var err error
	if text := v.form("until"); text != "" {
		if like.Until, err = time.ParseInLocation(time.DateOnly, text, v.Paper.Zone); err != nil {
			err = &ilbo.Error{Kind: ilbo.Invalid, Say: "Say the last day as 2026-12-31.", Err: ilbo.TermFault}
		}
		like.Until = like.Until.AddDate(0, 0, 1)
	}
	var codes []string
	if err == nil {
		codes, err = n.Office.MakeVouchers(v.r.Context(), &v.staff.Staff, like, howMany(v.form("n")))
	}
	p, view := v.vouchersView()
	if view != nil {
		return view
	}
	if err != nil {
		p.N, p.Terms, p.Most, p.Until, p.Note = v.form("n"), v.form("terms"), v.form("most"), v.form("until"), v.form("note")
		return v.again(err, "vouchers", p.Frame, p)
	}
	p.Codes, p.Said = strings.Join(codes, "\n"), p.W.Sell.CodesMade
	return v.show(http.StatusOK, "vouchers", p)
}

func (n *Newsroom) closeVoucher(v *visit) error {
	if err := n.Office.CloseVoucher(v.r.Context(), &v.staff.Staff, number[ilbo.VoucherID](v.r.PathValue("id"))); err != nil {
		return err
	}
	return v.done("/circulation/vouchers", "voucher-closed")
}
