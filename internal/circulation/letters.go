package circulation

import (
	"fmt"
	"html"
	"strings"
	"time"

	"ilbo.press"
)

// invoiceLetter asks a reader for a payment.
func (o *Office) invoiceLetter(r *ilbo.Reader, i *ilbo.Invoice) ilbo.Letter {
	title, l := o.Paper.Title.In(r.Language), r.Language
	due, from, to := o.day(l, i.Due), o.day(l, i.From), o.day(l, i.To)
	w := [...]string{
		fmt.Sprintf("Invoice %d of %s", i.ID, title),
		fmt.Sprintf("Thank you for reading %s. Please transfer %s by %s for %s, from %s to %s.", title, i.Amount.In(l), due, i.For.In(l), from, to),
		fmt.Sprintf("Account: %s. Write as the purpose: %s %d.", o.Bank, title, i.ID),
		"See the invoice",
	}
	if l == ilbo.Korean {
		w = [...]string{
			fmt.Sprintf("%s 청구서 %d호", title, i.ID),
			fmt.Sprintf("%s을(를) 구독해 주셔서 고맙습니다. %s까지 %s을(를) 보내 주십시오. %s, %s부터 %s까지의 구독료입니다.", title, due, i.Amount.In(l), i.For.In(l), from, to),
			fmt.Sprintf("계좌: %s. 보내는 이에 %d를 적어 주십시오.", o.Bank, i.ID),
			"청구서 보기",
		}
	}
	return o.letter(r, fmt.Sprintf("invoice %d", i.ID), w[0], []string{w[1], w[2]}, fmt.Sprintf("/account/invoices/%d", i.ID), w[3])
}

// trialLetter tells a reader of their trial.
func (o *Office) trialLetter(r *ilbo.Reader, s *ilbo.Subscription) ilbo.Letter {
	title, l, end := o.Paper.Title.In(r.Language), r.Language, o.day(r.Language, s.PaidUntil)
	w := [...]string{
		fmt.Sprintf("Your trial of %s", title),
		fmt.Sprintf("You read %s (%s) without payment until %s. An invoice of %s for what follows comes before that. Whoever cancels until then pays nothing.", title, s.Name.In(l), end, s.Price.In(l)),
		"Your subscription",
	}
	if l == ilbo.Korean {
		w = [...]string{
			fmt.Sprintf("%s 무료 체험", title),
			fmt.Sprintf("%s까지 %s(%s)을(를) 무료로 읽으실 수 있습니다. 그 전에 다음 기간의 청구서 %s을(를) 보내 드립니다. 그때까지 해지하시면 내실 것이 없습니다.", end, title, s.Name.In(l), s.Price.In(l)),
			"내 구독",
		}
	}
	return o.letter(r, fmt.Sprintf("trial %d", s.ID), w[0], []string{w[1]}, "/account/subscription", w[2])
}

// notPaidLetter tells a reader that their card was refused.
func (o *Office) notPaidLetter(r *ilbo.Reader, s *ilbo.Subscription, h *ilbo.Happening) ilbo.Letter {
	title, l := o.Paper.Title.In(r.Language), r.Language
	until := s.PaidUntil.Add(ilbo.Grace)
	w := [...]string{
		fmt.Sprintf("Your payment to %s did not go through", title),
		fmt.Sprintf("Your card was refused when your subscription to %s (%s) was to be renewed. You can read on until %s. Please look at your card; the payment is tried again by itself.", title, s.Name.In(l), o.day(l, until)),
		"Your subscription",
	}
	if l == ilbo.Korean {
		w = [...]string{
			fmt.Sprintf("%s 구독료가 결제되지 않았습니다", title),
			fmt.Sprintf("%s(%s) 구독을 갱신하려 했으나 카드가 거절되었습니다. %s까지는 읽으실 수 있습니다. 카드를 확인해 주십시오. 결제는 저절로 다시 시도됩니다.", title, s.Name.In(l), o.day(l, until)),
			"내 구독",
		}
	}
	return o.letter(r, "not paid "+h.ID, w[0], []string{w[1]}, "/account/subscription", w[2])
}

// giftLetter gives a giver the code that they hand on.
func (o *Office) giftLetter(r *ilbo.Reader, i *ilbo.Invoice, code string, until time.Time) ilbo.Letter {
	title, l, end := o.Paper.Title.In(r.Language), r.Language, o.day(r.Language, until)
	w := [...]string{
		fmt.Sprintf("A gift of %s", title),
		fmt.Sprintf("Thank you. Here is your gift, %s of %s, to be handed on: the code %s.", i.For.In(l), title, code),
		fmt.Sprintf("Whoever you give it to types it at the address below, until %s.", end),
		"Use the code",
	}
	if l == ilbo.Korean {
		w = [...]string{
			fmt.Sprintf("%s 구독 선물", title),
			fmt.Sprintf("고맙습니다. 선물하실 %s %s의 구독권 번호는 %s입니다.", title, i.For.In(l), code),
			fmt.Sprintf("받으시는 분이 %s까지 아래 주소에서 번호를 적으시면 됩니다.", end),
			"번호 쓰기",
		}
	}
	return o.letter(r, fmt.Sprintf("gift %d", i.ID), w[0], []string{w[1], w[2]}, "/account/subscription", w[3])
}

// letter sets a letter with one address of the paper.
func (o *Office) letter(r *ilbo.Reader, once, subject string, say []string, path, press string) ilbo.Letter {
	address := o.Base + o.Paper.Prefix(r.Language) + path
	greeting := ""
	if r.Name != "" {
		greeting = r.Name + ",\n\n"
		if r.Language == ilbo.Korean {
			greeting = r.Name + " 님,\n\n"
		}
	}
	var b strings.Builder
	for _, p := range append([]string{strings.TrimSpace(greeting)}, say...) {
		if p != "" {
			fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(p))
		}
	}
	return ilbo.Letter{
		To: r.Email, Subject: subject, Language: r.Language, Once: once,
		Text: greeting + strings.Join(say, "\n\n") + "\n\n" + press + ": " + address + "\n",
		HTML: fmt.Sprintf(`<!doctype html><html lang="%s"><body style="margin:0;padding:32px 16px;background:#faf8f4;color:#1c1a18;font:17px/1.6 Georgia,serif"><div style="max-width:34em;margin:auto">%s<p style="margin:28px 0"><a href="%s" style="display:inline-block;padding:12px 24px;background:#9c2b22;color:#fff;text-decoration:none;font:600 16px/1.2 sans-serif">%s</a></p></div></body></html>`,
			html.EscapeString(string(r.Language)), b.String(), html.EscapeString(address), html.EscapeString(press)),
	}
}

// day writes a day of the paper.
func (o *Office) day(l ilbo.Language, t time.Time) string { return l.Day(t.In(o.Paper.Zone)) }
