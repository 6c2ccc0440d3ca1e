package newsroom

import (
	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// sellWords are what the pages of circulation say.
type sellWords struct {
	Title, Overview, Subscribers, Invoices, Plans, Vouchers                                                                       string
	PlansSay, NoPlans, AddPlan, Name, Say, Gives, Stories, EPaper, Weekly, Term, Once, OnceSay, Prices, PricesSay                 string
	Tax, Trial, Domains, DomainsSay, Order, Closed, Save, Change, IsClosed, NoPrice                                               string
	NoOpen, InvoicesSay, Number, To, For, Amount, Made, Due, State, Open, Void, PaidOn, RefundedOf, LateSay, CameOn, MarkPaid     string
	TakeBack, TakeBackSure, Refund, RefundGo, RefundEnd, Nobody                                                                   string
	AllPlans, Show, FindEmail, Find, NoSubscribers, Plan, Until, By_, Older, AddContract, ContractSay, Reader, ReaderSay          string
	GroupName, GroupSay, Networks, NetworksSay, Seats, SeatsSay, Most, LastDay, EndNow, EndSure, Since, AsGift                    string
	VouchersSay, Make, HowMany, Terms, Uses, UsesSay, UntilSay, Note, MakeGo, Codes, CodesMade, Code, Used, CloseCode, NoVouchers string
	Who, AllInvoices, Starts, Stops, Revenue, ByMonth, Month, ByPlan, CSV, OverviewSay, MovesSay, SalesSay                        string
	Languages                                                                                                                     map[ilbo.Language]string
	Units                                                                                                                         map[ilbo.TermUnit]string
	States                                                                                                                        map[ilbo.SubscriptionState]string
	By                                                                                                                            map[ilbo.PaidBy]string
	Reasons                                                                                                                       map[circulation.Reason]string
	Faults                                                                                                                        map[ilbo.Fault]string
	Done                                                                                                                          map[string]string
}

var englishSell = sellWords{
	Title: "Circulation", Overview: "Overview", Subscribers: "Subscribers", Invoices: "Open invoices", Plans: "Plans", Vouchers: "Vouchers",
	PlansSay: "What readers are offered at /subscribe, in this order. Who has subscribed keeps what was agreed.", NoPlans: "Nothing is sold yet. Make a plan, and set a meter or lock stories for subscribers.", AddPlan: "A new plan", Name: "Name", Say: "What one gets", Gives: "It opens", Stories: "every story", EPaper: "the e-paper", Weekly: "the annotated weekly",
	Term: "A price pays for", Once: "It is not renewed", OnceSay: "A day pass ends with its term.", Prices: "Price", PricesSay: "With tax. Empty where it is not sold in that currency; all empty: it is agreed at the desk.", Tax: "Tax in it, percent", Trial: "Days of trial, for who never subscribed", Domains: "For addresses at these domains alone",
	DomainsSay: "Such as ac.kr for students. Empty: for everybody.", Order: "Place among the offers", Closed: "Sold no more", Save: "Save", Change: "Change", IsClosed: "Sold no more.", NoPrice: "Agreed at the desk.",
	NoOpen: "Every invoice is paid.", InvoicesSay: "Mark an invoice as paid when its transfer has come.", Number: "No.", To: "To", For: "For", Amount: "Amount", Made: "Date", Due: "Due", State: "State", Open: "open", Void: "taken back", PaidOn: "paid on %s", RefundedOf: ", %s refunded", LateSay: "late", CameOn: "Came on", MarkPaid: "Paid",
	TakeBack: "Take back", TakeBackSure: "Yes, take invoice %d back", Refund: "Refund", RefundGo: "It was paid back", RefundEnd: "and the subscription ends now", Nobody: "somebody who has left",
	AllPlans: "All plans", Show: "Show", FindEmail: "E-mail address", Find: "Find", NoSubscribers: "Nobody is like that.", Plan: "Plan", Until: "Until", By_: "Paid by", Older: "Older", AddContract: "A contract of a group, or a present", ContractSay: "A school, a library, an office: its people read by their mail domain, their network, or a seat. Without a group it is a present to one reader.",
	Reader: "Reader’s e-mail address", ReaderSay: "Of a present. They have to have an account.", GroupName: "Name of the group", GroupSay: "Empty for a present.", Networks: "Networks", NetworksSay: "Such as 192.0.2.0/24, one a line.", Seats: "Seats", SeatsSay: "E-mail addresses, one a line.", Most: "Seats at most", LastDay: "Last day", EndNow: "End it now", EndSure: "Yes, end it for %s", Since: "Since", AsGift: "a gift",
	VouchersSay: "A code opens a plan for some terms to whoever types it in their account.", Make: "New vouchers", HowMany: "How many codes", Terms: "Terms that each opens", Uses: "Readers that may use each", UsesSay: "1: a code for one person.", UntilSay: "Last day to use it; empty: none", Note: "Note", MakeGo: "Make them", Codes: "The codes, shown this once", CodesMade: "Here are the codes. They are not shown again.", Code: "Code", Used: "Used", CloseCode: "Close", NoVouchers: "There are no vouchers.",
	Who: "Who", AllInvoices: "Invoices", Starts: "Starts", Stops: "Stops", Revenue: "Revenue before tax", ByMonth: "By month", Month: "Month", ByPlan: "By plan", CSV: "As CSV", OverviewSay: "Counted now.", MovesSay: "In the last thirty days %s subscriptions began and %s ended.", SalesSay: "%s in the last thirty days; %s in the thirty before.",
	Languages: map[ilbo.Language]string{ilbo.English: "in English", ilbo.Korean: "in Korean"}, Units: map[ilbo.TermUnit]string{ilbo.Days: "days", ilbo.Months: "months", ilbo.Years: "years"},
	States: map[ilbo.SubscriptionState]string{ilbo.Awaited: "first payment awaited", ilbo.OnTrial: "trial", ilbo.Running: "running", ilbo.Late: "renewal late", ilbo.Leaving: "ending", ilbo.Over: "over"},
	By:     map[ilbo.PaidBy]string{ilbo.ByInvoice: "transfer", ilbo.ByStripe: "card", ilbo.ByVoucher: "voucher", ilbo.ByDesk: "contract"},
	Done:   map[string]string{"plan": "Saved. Readers see it within a second.", "paid": "Marked as paid.", "void": "Taken back.", "refunded": "The refund is in the books.", "contract": "Saved.", "ended-subscription": "Ended.", "voucher-closed": "Closed."},
}

var koreanSell = sellWords{
	Title: "구독 관리", Overview: "개요", Subscribers: "구독자", Invoices: "미납 청구서", Plans: "상품", Vouchers: "구독권",
	PlansSay: "독자가 /subscribe에서 이 순서로 보는 상품입니다. 이미 구독한 독자에게는 계약한 조건이 그대로 적용됩니다.", NoPlans: "아직 파는 상품이 없습니다. 상품을 만들고, 계량이나 구독자 전용 기사를 설정하십시오.", AddPlan: "새 상품", Name: "이름", Say: "설명", Gives: "열리는 것", Stories: "모든 기사", EPaper: "전자 지면", Weekly: "해설판",
	Term: "한 번 내는 기간", Once: "갱신하지 않음", OnceSay: "일일권은 기간과 함께 끝납니다.", Prices: "가격", PricesSay: "세금을 포함한 값입니다. 그 통화로 팔지 않으면 비워 두고, 모두 비우면 창구에서 정하는 계약이 됩니다.", Tax: "포함된 세금, 퍼센트", Trial: "처음 구독하는 독자의 무료 체험 일수", Domains: "이 도메인의 주소를 쓰는 독자에게만",
	DomainsSay: "학생 상품이라면 ac.kr처럼 적습니다. 비우면 모두에게 팝니다.", Order: "차례", Closed: "판매 중지", Save: "저장", Change: "고치기", IsClosed: "판매를 중지했습니다.", NoPrice: "창구에서 정합니다.",
	NoOpen: "미납 청구서가 없습니다.", InvoicesSay: "입금을 확인하면 납부로 표시하십시오.", Number: "번호", To: "받는 이", For: "내역", Amount: "금액", Made: "날짜", Due: "기한", State: "상태", Open: "미납", Void: "취소", PaidOn: "%s 납부", RefundedOf: ", %s 환불", LateSay: "기한 지남", CameOn: "입금일", MarkPaid: "납부",
	TakeBack: "취소", TakeBackSure: "예, 청구서 %d호를 취소합니다", Refund: "환불", RefundGo: "환불했음", RefundEnd: "구독도 지금 끝냅니다", Nobody: "떠난 독자",
	AllPlans: "모든 상품", Show: "보기", FindEmail: "전자우편 주소", Find: "찾기", NoSubscribers: "해당하는 구독이 없습니다.", Plan: "상품", Until: "끝", By_: "결제", Older: "이전", AddContract: "단체 계약 또는 증정", ContractSay: "학교, 도서관, 회사의 구성원이 전자우편 도메인, 네트워크, 또는 좌석으로 읽습니다. 단체가 없으면 독자 한 사람에게 드리는 증정입니다.",
	Reader: "독자의 전자우편 주소", ReaderSay: "증정일 때 적습니다. 계정이 있어야 합니다.", GroupName: "단체 이름", GroupSay: "증정이면 비워 둡니다.", Networks: "네트워크", NetworksSay: "192.0.2.0/24처럼 한 줄에 하나씩.", Seats: "좌석", SeatsSay: "전자우편 주소를 한 줄에 하나씩.", Most: "좌석 수", LastDay: "마지막 날", EndNow: "지금 끝내기", EndSure: "예, %s의 구독을 끝냅니다", Since: "시작", AsGift: "선물",
	VouchersSay: "독자가 계정에서 번호를 적으면 상품이 몇 기간 동안 열립니다.", Make: "새 구독권", HowMany: "번호 수", Terms: "열리는 기간 수", Uses: "번호마다 쓸 수 있는 독자 수", UsesSay: "1이면 한 사람만 씁니다.", UntilSay: "쓸 수 있는 마지막 날. 비우면 없음", Note: "메모", MakeGo: "만들기", Codes: "번호는 지금 한 번만 보입니다", CodesMade: "번호입니다. 다시 보이지 않습니다.", Code: "번호", Used: "사용", CloseCode: "닫기", NoVouchers: "구독권이 없습니다.",
	Who: "구독자", AllInvoices: "청구서", Starts: "시작", Stops: "종료", Revenue: "세전 매출", ByMonth: "월별", Month: "달", ByPlan: "상품별", CSV: "CSV로 받기", OverviewSay: "지금 센 것입니다.", MovesSay: "지난 30일 동안 시작한 구독 %s건, 끝난 구독 %s건입니다.", SalesSay: "지난 30일 %s, 그 전 30일 %s.",
	Languages: map[ilbo.Language]string{ilbo.English: "영어", ilbo.Korean: "한국어"}, Units: map[ilbo.TermUnit]string{ilbo.Days: "일", ilbo.Months: "개월", ilbo.Years: "년"},
	States: map[ilbo.SubscriptionState]string{ilbo.Awaited: "첫 입금 대기", ilbo.OnTrial: "체험", ilbo.Running: "구독 중", ilbo.Late: "갱신 미납", ilbo.Leaving: "끝날 예정", ilbo.Over: "끝남"},
	By:     map[ilbo.PaidBy]string{ilbo.ByInvoice: "이체", ilbo.ByStripe: "카드", ilbo.ByVoucher: "구독권", ilbo.ByDesk: "계약"},
	Reasons: map[circulation.Reason]string{
		circulation.NotYours: "권한이 없습니다. 발행인이나 관리자에게 부탁하십시오.", circulation.NotNow: "지금 상태에서는 할 수 없습니다. 이미 납부했거나 취소한 청구서인지 보십시오.", circulation.TooMuch: "낸 금액보다 많거나, 금액이 아닙니다.", circulation.NoReader: "그 주소로 만든 계정이 없습니다.",
	},
	Faults: map[ilbo.Fault]string{
		ilbo.NameFault: "이름은 1자에서 80자, 설명은 400자까지입니다.", ilbo.GivesFault: "상품이 여는 것을 고르십시오.", ilbo.TermFault: "기간이나 날짜가 맞지 않습니다. 기간은 1에서 36까지, 날짜는 2026-12-31처럼 적습니다.", ilbo.TaxFault: "세금은 0 이상 100 미만의 퍼센트입니다.", ilbo.TrialFault: "체험은 365일까지이며, 갱신하지 않는 상품에는 없습니다.",
		ilbo.PriceFault: "가격은 통화마다 하나, 0보다 큰 수입니다.", ilbo.DomainFault: "도메인은 school.ac.kr처럼 적습니다.", ilbo.NetworkFault: "네트워크는 192.0.2.0/24처럼 적습니다.", ilbo.SeatFault: "단체에는 도메인, 네트워크나 좌석이 있어야 하고, 좌석은 수 안에서 서로 다른 전자우편 주소입니다.",
	},
	Done: map[string]string{"plan": "저장했습니다. 독자에게 곧 보입니다.", "paid": "납부로 표시했습니다.", "void": "취소했습니다.", "refunded": "환불을 장부에 적었습니다.", "contract": "저장했습니다.", "ended-subscription": "끝냈습니다.", "voucher-closed": "닫았습니다."},
}
