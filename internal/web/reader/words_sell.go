package reader

import (
	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// sellWords are what the pages of subscriptions say.
type sellWords struct {
	Subscribe, Subscription, Price, WithTax, TrialSay, HeldSay, AsGift, Way, Card, Transfer, ChangeCard, Onward, OnwardSay, OnwardGo, Order, NoWay string
	NoneHeld, ByGroup, SeeOffers, SeeInvoice, Cancel, Resume, ChangeTo, GiftSent, Voucher, Code, UseCode                                           string
	Invoices, Invoice, Number, For, Made, Amount, State, Open, Paid, Void, Refunded, To, Period, Net, Tax, Due, TransferSay                        string
	Gifts, GiftLine, Feed, FeedSay, FeedOnce, FeedNew, FeedAgain, FeedDrop                                                                         string
	States                                                                                                                                         map[ilbo.SubscriptionState]string
	Reasons                                                                                                                                        map[circulation.Reason]string
	Declined                                                                                                                                       map[ilbo.Decline]string
}

var englishSell = sellWords{
	Subscribe: "Subscribe", Subscription: "Subscription", Price: "Price", WithTax: "With %s%% tax.", TrialSay: "The first %d days cost nothing. Cancel before they end, and you pay nothing.",
	HeldSay: "You subscribe to this already; what you order now is for somebody else.", AsGift: "As a gift: I get a code to hand on",
	Way: "Way of paying", Card: "By card, at Stripe", Transfer: "By bank transfer: the invoice comes by letter, and stands in your account", ChangeCard: "Change the card", Onward: "To the payment page", OnwardSay: "You are led to our payment provider.", OnwardGo: "Go on", Order: "Order", NoWay: "The paper takes no orders here yet. Write to the newsroom, please.",
	NoneHeld: "You have no subscription.", ByGroup: "You read with %s: %s, until %s.", SeeOffers: "See what there is", SeeInvoice: "See the invoice", Cancel: "Cancel", Resume: "Go on after all", ChangeTo: "Change to %s for %s more", GiftSent: "A gift. Its code was sent to you by letter.",
	Voucher: "Have a code?", Code: "Code", UseCode: "Use the code",
	Invoices: "Invoices", Invoice: "Invoice %d", Number: "Number", For: "For", Made: "Date", Amount: "Amount", State: "State", Open: "to be paid", Paid: "Paid", Void: "taken back", Refunded: "Refunded", To: "To", Period: "Period", Net: "Before tax", Tax: "Tax", Due: "Due",
	TransferSay: "Transfer %s to %s, and write the number %s as the purpose.",
	Gifts:       "Stories that you gave", GiftLine: "Open until %s. Opened in %d browsers.", Feed: "Feeds in full", FeedSay: "Your feed reader gets every story in full by an address of your own. Keep it to yourself.", FeedOnce: "Your address, shown this once", FeedNew: "Make an address",
	FeedAgain: "Make another, and end the old one", FeedDrop: "End it",
	States:   map[ilbo.SubscriptionState]string{ilbo.Awaited: "Begins when the first payment has come.", ilbo.OnTrial: "Free until %s, then paid.", ilbo.Running: "Paid until %s, then renewed.", ilbo.Late: "The renewal is not paid. Open until %s.", ilbo.Leaving: "Ends on %s.", ilbo.Over: "Over."},
	Declined: map[ilbo.Decline]string{ilbo.DeclinedFunds: "The bank refused the card: there is too little money.", ilbo.DeclinedExpired: "The card is no longer good. Change it first.", ilbo.DeclinedConfirm: "The bank wants to ask you first. Change the card, and confirm it there.", ilbo.DeclinedCard: "The bank refused the card. Ask the bank, or change the card."},
	Reasons: map[circulation.Reason]string{
		circulation.NotSold: "That is not sold any more.", circulation.NotForYou: "This is for addresses of other domains than yours. Change your address in your profile, if you have one there.", circulation.Already: "You subscribe to that already.",
		circulation.NoBank: "The paper takes no bank transfers.", circulation.NoCard: "The paper takes no cards.", circulation.NoCode: "There is no such code. Look at it once more.", circulation.CodeUsed: "That code is good no more, or you have used it.", circulation.TooManyTries: "Too many codes were tried. Try again in an hour.",
		circulation.NotNow: "That is over: subscribe anew.", circulation.NotSame: "A subscription changes to a dearer plan of the same term while it runs and is paid. Otherwise let it end, and subscribe anew.", circulation.NotYours: "That is for subscribers.",
	},
}

var koreanSell = sellWords{
	Subscribe: "구독하기", Subscription: "구독", Price: "구독료", WithTax: "세금 %s%% 포함.", TrialSay: "처음 %d일은 무료입니다. 그 전에 해지하시면 내실 것이 없습니다.",
	HeldSay: "이미 구독하고 계십니다. 지금 주문하시면 선물이 됩니다.", AsGift: "선물하기: 건네줄 번호를 받습니다",
	Way: "결제 방법", Card: "카드(스트라이프)", Transfer: "계좌 이체: 청구서를 편지로 보내 드리며 내 계정에도 있습니다", ChangeCard: "카드 바꾸기", Onward: "결제 페이지로", OnwardSay: "결제 회사의 페이지로 갑니다.", OnwardGo: "계속", Order: "주문", NoWay: "아직 여기서 주문을 받지 않습니다. 신문사에 알려 주십시오.",
	NoneHeld: "구독하고 있지 않습니다.", ByGroup: "%s 구성원으로 읽고 계십니다: %s, %s까지.", SeeOffers: "구독 상품 보기", SeeInvoice: "청구서 보기", Cancel: "해지", Resume: "계속 구독하기", ChangeTo: "%s(으)로 바꾸기: %s 더 냅니다", GiftSent: "선물입니다. 번호를 편지로 보내 드렸습니다.",
	Voucher: "구독권 번호가 있습니까?", Code: "번호", UseCode: "번호 쓰기",
	Invoices: "청구서", Invoice: "청구서 %d호", Number: "번호", For: "내역", Made: "날짜", Amount: "금액", State: "상태", Open: "미납", Paid: "납부", Void: "취소", Refunded: "환불", To: "받는 이", Period: "기간", Net: "세전 금액", Tax: "세금", Due: "기한",
	TransferSay: "%s을(를) %s 계좌로 보내시고, 보내는 이에 %s호라고 적어 주십시오.",
	Gifts:       "선물한 기사", GiftLine: "%s까지 열려 있습니다. 브라우저 %d곳에서 열었습니다.", Feed: "전문 피드", FeedSay: "나만의 주소로 피드 리더에서 모든 기사의 전문을 읽을 수 있습니다. 주소를 남에게 알리지 마십시오.", FeedOnce: "주소는 지금 한 번만 보입니다", FeedNew: "주소 만들기",
	FeedAgain: "새로 만들고 옛 주소 끝내기", FeedDrop: "끝내기",
	States:   map[ilbo.SubscriptionState]string{ilbo.Awaited: "첫 구독료가 들어오면 시작됩니다.", ilbo.OnTrial: "%s까지 무료이고, 그 뒤 유료입니다.", ilbo.Running: "%s까지 냈으며, 그 뒤 갱신됩니다.", ilbo.Late: "갱신 구독료를 아직 받지 못했습니다. %s까지 읽으실 수 있습니다.", ilbo.Leaving: "%s에 끝납니다.", ilbo.Over: "끝났습니다."},
	Declined: map[ilbo.Decline]string{ilbo.DeclinedFunds: "잔액이 모자라 카드가 거절되었습니다.", ilbo.DeclinedExpired: "카드 기한이 지났습니다. 먼저 카드를 바꾸십시오.", ilbo.DeclinedConfirm: "은행의 본인 확인이 필요합니다. 카드를 바꾸면서 확인해 주십시오.", ilbo.DeclinedCard: "은행이 카드를 거절했습니다. 은행에 문의하거나 카드를 바꾸십시오."},
	Reasons: map[circulation.Reason]string{
		circulation.NotSold: "더 팔지 않는 상품입니다.", circulation.NotForYou: "다른 도메인의 주소를 쓰는 분을 위한 상품입니다. 그 주소가 있으면 내 정보에서 바꾸십시오.", circulation.Already: "이미 구독하고 계십니다.",
		circulation.NoBank: "이 신문은 계좌 이체를 받지 않습니다.", circulation.NoCard: "이 신문은 카드를 받지 않습니다.", circulation.NoCode: "그런 번호가 없습니다. 다시 확인해 주십시오.", circulation.CodeUsed: "쓸 수 없거나 이미 쓰신 번호입니다.", circulation.TooManyTries: "번호를 너무 여러 번 적었습니다. 한 시간 뒤에 다시 하십시오.",
		circulation.NotNow: "끝난 구독입니다. 새로 구독하십시오.", circulation.NotSame: "구독은 구독료를 낸 동안에만 같은 기간의 더 비싼 상품으로 바꿀 수 있습니다. 그렇지 않으면 끝난 뒤 새로 구독하십시오.", circulation.NotYours: "구독자를 위한 것입니다.",
	},
}
